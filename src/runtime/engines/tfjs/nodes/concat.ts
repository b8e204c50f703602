import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numberOf, numbersOf } from '../values.ts';

/** Tensors joined along an axis, which the last input names. On the host: vectors. */
export const concat = defineNode({
  ops: ['ConcatV2'],
  host({ inputs }) {
    const joined = inputs.slice(0, -1).flatMap((vector) => numbersOf(vector));
    return [hostValue((inputs[0] as HostValue).dtype, [joined.length], joined)];
  },
  device({ inputs, runtime }) {
    const tensors = inputs.slice(0, -1).map((input) => runtime.tensor(input));
    const axis = numberOf(inputs.at(-1));
    return [deviceValue(runtime.run('Concat', tensors, { axis }))];
  },
});
