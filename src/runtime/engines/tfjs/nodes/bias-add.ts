import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

/** A vector added along the axis of channels. */
export const biasAdd = defineNode({
  ops: ['BiasAdd'],
  device({ inputs: [x, bias], attributes, runtime }) {
    const [a, vector] = [runtime.tensor(x), runtime.tensor(bias)];
    if (attribute(attributes, 'data_format', 'string', 'NHWC') === 'NHWC')
      return [deviceValue(runtime.run('Add', { a, b: vector }))];
    const b = runtime.run('Reshape', { x: vector }, { shape: [vector.shape[0] as number, ...a.shape.slice(2).map(() => 1)] });
    const sum = runtime.run('Add', { a, b });
    runtime.dispose(b);
    return [deviceValue(sum)];
  },
});
