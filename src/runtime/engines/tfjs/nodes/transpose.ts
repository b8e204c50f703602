import { defineNode } from '../define-node.ts';
import { deviceValue, numbersOf } from '../values.ts';

export const transpose = defineNode({
  ops: ['Transpose'],
  device({ inputs: [x, order], runtime }) {
    const perm = numbersOf(order);
    const tensor = runtime.tensor(x);
    // Moving an axis of size 1 moves nothing in memory.
    const moved = perm.filter((axis) => tensor.shape[axis] !== 1);
    if (moved.every((axis, place) => place === 0 || axis > (moved[place - 1] as number)))
      return [deviceValue(runtime.run('Reshape', { x: tensor }, { shape: perm.map((axis) => tensor.shape[axis] as number) }))];
    return [deviceValue(runtime.run('Transpose', { x: tensor }, { perm }))];
  },
});
