import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numberOf, numbersOf } from '../values.ts';

/** Parts of a tensor by number along an axis. On the host: sizes out of a shape. */
export const gather = defineNode({
  ops: ['GatherV2'],
  host({ inputs: [x, indices] }) {
    const { dtype, shape, values } = x as HostValue;
    if (shape.length !== 1) throw new Error('only vectors are gathered from on the host (a bug of emoc)');
    return [
      hostValue(
        dtype,
        (indices as HostValue).shape,
        numbersOf(indices).map((place) => values[place] as number),
      ),
    ];
  },
  device({ inputs: [x, indices, axis], runtime }) {
    const inputs = { x: runtime.tensor(x), indices: runtime.tensor(indices) };
    return [deviceValue(runtime.run('GatherV2', inputs, { axis: numberOf(axis), batchDims: 0 }))];
  },
});
