import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, numberOf, numbersOf } from '../values.ts';

/** A tensor in parts along an axis: equal ones (`Split`), or of given sizes (`SplitV`). */
export const split = defineNode({
  ops: ['Split', 'SplitV'],
  device({ op, inputs, attributes, runtime }) {
    const isEqual = op === 'Split';
    const [axis, x] = isEqual ? [inputs[0], inputs[1]] : [inputs[2], inputs[0]];
    const numOrSizeSplits = isEqual ? attribute(attributes, 'num_split', 'int') : numbersOf(inputs[1]);
    const parts = runtime.runAll('SplitV', { x: runtime.tensor(x) }, { numOrSizeSplits, axis: numberOf(axis) });
    return parts.map(deviceValue);
  },
});
