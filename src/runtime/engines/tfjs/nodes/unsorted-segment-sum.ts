import { defineNode } from '../define-node.ts';
import { deviceValue, numberOf } from '../values.ts';

/** Rows summed by the number of their segment. */
export const unsortedSegmentSum = defineNode({
  ops: ['UnsortedSegmentSum'],
  device({ inputs: [rows, ids, count], runtime }) {
    const inputs = { x: runtime.tensor(rows), segmentIds: runtime.tensor(ids) };
    return [deviceValue(runtime.run('UnsortedSegmentSum', inputs, { numSegments: numberOf(count) }))];
  },
});
