import { defineNode } from '../define-node.ts';
import { deviceValue, numberOf, numbersOf } from '../values.ts';

export const pad = defineNode({
  ops: ['Pad', 'PadV2'],
  device({ inputs: [x, amounts, value], runtime }) {
    const flat = numbersOf(amounts);
    const paddings = Array.from({ length: flat.length / 2 }, (_, axis) => flat.slice(2 * axis, 2 * axis + 2));
    const constantValue = value === undefined ? 0 : numberOf(value);
    return [deviceValue(runtime.run('PadV2', { x: runtime.tensor(x) }, { paddings: paddings as never, constantValue }))];
  },
});
