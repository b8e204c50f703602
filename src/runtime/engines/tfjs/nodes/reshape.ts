import { sizeOf } from '../../../../compiler/graph/tensor.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numbersOf, shapeOf, type Value } from '../values.ts';

/** Another shape over the same memory; -1 stands for what is left. */
export const reshape = defineNode({
  ops: ['Reshape'],
  host({ inputs: [x, wanted] }) {
    const { dtype, shape, values } = x as HostValue;
    return [hostValue(dtype, completed(numbersOf(wanted), shape), values)];
  },
  device({ inputs: [x, wanted], runtime }) {
    const shape = completed(numbersOf(wanted), shapeOf(x as Value));
    return [deviceValue(runtime.run('Reshape', { x: runtime.tensor(x) }, { shape }))];
  },
});

function completed(wanted: readonly number[], given: readonly number[]): readonly number[] {
  const known = sizeOf(wanted.filter((size) => size !== -1));
  return wanted.map((size) => (size === -1 ? sizeOf(given) / known : size));
}
