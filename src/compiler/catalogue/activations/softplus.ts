import { abs } from '../../ops/abs.ts';
import { add } from '../../ops/add.ts';
import { exp } from '../../ops/exp.ts';
import { log } from '../../ops/log.ts';
import { negate } from '../../ops/negate.ts';
import { relu } from '../../ops/relu.ts';
import { defineActivation } from '../define-activation.ts';
import { number } from './_number.ts';

export const softplus = defineActivation({
  name: 'softplus',
  doc: '`log(1 + exp(x))`, computed without overflow.',
  build: (g, x) => {
    const tail = g.call(exp, [g.call(negate, [g.call(abs, [x])])]);
    return g.call(add, [g.call(relu, [x]), g.call(log, [g.call(add, [tail, number(g, 1)])])]);
  },
});
