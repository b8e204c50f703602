import { intervalOf } from '../../../compiler/catalogue/schema.ts';
import { defineFrontEnd } from '../define-front-end.ts';
import { eachTrainingFrame, framesOf, list, rescaled } from './_columns.ts';
import { checkConstant } from './_constant.ts';

/**
 * `scale(low..high)`: each feature moved so that its smallest value in the training split is `low` and its largest `high`. Values of other
 * splits may lie outside. Statistics are over real frames only, never over padding.
 */
export const scale = defineFrontEnd({
  name: 'scale',
  fit: (input, step, context) => {
    const { width } = framesOf(input);
    const minimum = new Array<number>(width).fill(Number.POSITIVE_INFINITY);
    const maximum = new Array<number>(width).fill(Number.NEGATIVE_INFINITY);
    eachTrainingFrame(input, context.trainingRows, (data, start) => {
      for (let column = 0; column < width; column += 1) {
        const value = data[start + column] as number;
        if (value < (minimum[column] as number)) minimum[column] = value;
        if (value > (maximum[column] as number)) maximum[column] = value;
      }
    });
    const spread = maximum.map((most, column) => most - (minimum[column] as number));
    checkConstant(spread, step, context, 'names' in input ? input.names : undefined);
    return { minimum, maximum };
  },
  apply: (input, step, fitted) => {
    const { from, to } = intervalOf(step.settings, 'range');
    const [minimum, maximum] = [list(fitted, 'minimum'), list(fitted, 'maximum')];
    return rescaled(input, (column) => {
      const [least, most] = [minimum[column] as number, maximum[column] as number];
      if (most === least) return { factor: 0, offset: 0 };
      const factor = (to - from) / (most - least);
      return { factor, offset: from - least * factor };
    });
  },
});
