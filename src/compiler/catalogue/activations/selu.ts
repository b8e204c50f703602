import { add } from '../../ops/add.ts';
import { exp } from '../../ops/exp.ts';
import { minimum } from '../../ops/minimum.ts';
import { multiply } from '../../ops/multiply.ts';
import { relu } from '../../ops/relu.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineActivation } from '../define-activation.ts';
import { number } from './_number.ts';

export const selu = defineActivation({
  name: 'selu',
  doc: '`1.0507 x` above 0, `1.0507 * 1.67326 (exp(x) - 1)` below. Klambauer et al. 2017.',
  build: (g, x) => {
    const negative = g.call(subtract, [g.call(exp, [g.call(minimum, [x, number(g, 0)])]), number(g, 1)]);
    return g.call(multiply, [
      g.call(add, [g.call(relu, [x]), g.call(multiply, [negative, number(g, 1.6732632423543772)])]),
      number(g, 1.0507009873554805),
    ]);
  },
});
