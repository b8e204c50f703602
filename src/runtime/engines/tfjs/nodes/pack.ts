import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostVector } from '../values.ts';

/** Tensors of one shape, side by side along a new axis. On the host: numbers as a vector. */
export const pack = defineNode({
  ops: ['Pack'],
  host({ inputs }) {
    return [hostVector(inputs.map(({ values }: HostValue) => values[0] as number))];
  },
  device({ inputs, attributes, runtime }) {
    const tensors = inputs.map((input) => runtime.tensor(input));
    return [deviceValue(runtime.run('Pack', tensors, { axis: attribute(attributes, 'axis', 'int', 0) }))];
  },
});
