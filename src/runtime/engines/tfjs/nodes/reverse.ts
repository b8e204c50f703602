import { defineNode } from '../define-node.ts';
import { deviceValue, numbersOf } from '../values.ts';

export const reverse = defineNode({
  ops: ['ReverseV2'],
  device: ({ inputs: [x, axes], runtime }) => [
    deviceValue(runtime.run('Reverse', { x: runtime.tensor(x) }, { dims: numbersOf(axes) })),
  ],
});
