import { add } from '../../ops/add.ts';
import { exp } from '../../ops/exp.ts';
import { minimum } from '../../ops/minimum.ts';
import { relu } from '../../ops/relu.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineActivation } from '../define-activation.ts';
import { number } from './_number.ts';

export const elu = defineActivation({
  name: 'elu',
  doc: '`x` above 0, `exp(x) - 1` below. Clevert et al. 2016.',
  build: (g, x) =>
    g.call(add, [g.call(relu, [x]), g.call(subtract, [g.call(exp, [g.call(minimum, [x, number(g, 0)])]), number(g, 1)])]),
});
