import { defineFrontEnd } from '../define-front-end.ts';
import { eachTrainingFrame, framesOf, list, rescaled } from './_columns.ts';
import { checkConstant } from './_constant.ts';

/**
 * `standardize`: each feature with mean 0 and standard deviation 1 (over n, not n - 1) in the training split. Statistics are over real frames
 * only, never over padding: otherwise the length of an utterance would leak into its features, and short ones would shrink.
 */
export const standardize = defineFrontEnd({
  name: 'standardize',
  fit: (input, step, context) => {
    const { width } = framesOf(input);
    const [mean, squares] = [new Array<number>(width).fill(0), new Array<number>(width).fill(0)];
    let count = 0;
    // Welford's update: the difference of two large sums would lose the digits of a small spread.
    eachTrainingFrame(input, context.trainingRows, (data, start) => {
      count += 1;
      for (let column = 0; column < width; column += 1) {
        const value = data[start + column] as number;
        const before = value - (mean[column] as number);
        const next = (mean[column] as number) + before / count;
        mean[column] = next;
        squares[column] = (squares[column] as number) + before * (value - next);
      }
    });
    const deviation = squares.map((sum) => Math.sqrt(sum / count));
    checkConstant(deviation, step, context, 'names' in input ? input.names : undefined);
    return { mean, deviation };
  },
  apply: (input, _step, fitted) => {
    const [mean, deviation] = [list(fitted, 'mean'), list(fitted, 'deviation')];
    return rescaled(input, (column) => {
      const spread = deviation[column] as number;
      if (spread === 0) return { factor: 0, offset: 0 };
      return { factor: 1 / spread, offset: -(mean[column] as number) / spread };
    });
  },
});
