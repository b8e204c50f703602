import { defineNode } from '../define-node.ts';
import { tfjsDtype } from '../runtime.ts';
import { deviceValue, type HostValue, hostValue, numberOf, numbersOf } from '../values.ts';

/** Below this, numbers are filled on the host: they may be the shape of something. */
const fewNumbers = 16;

export const fill = defineNode({
  ops: ['Fill'],
  device({ inputs: [dims, value], runtime }) {
    const shape = numbersOf(dims);
    const { dtype } = value as HostValue;
    const size = shape.reduce((product, count) => product * count, 1);
    const number = numberOf(value);
    if (size <= fewNumbers) return [hostValue(dtype, shape, new Array<number>(size).fill(number))];
    return [deviceValue(runtime.run('Fill', {}, { shape, value: number, dtype: tfjsDtype(dtype) }))];
  },
});
