import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { tfjsDtype } from '../runtime.ts';
import { deviceValue, type HostValue, numberOf } from '../values.ts';

export const oneHot = defineNode({
  ops: ['OneHot'],
  device({ inputs: [indices, depth, on, off], attributes, runtime }) {
    if (attribute(attributes, 'axis', 'int', -1) !== -1) throw new Error('one-hot rows lie along the last axis (a bug of emoc)');
    const settings = {
      dtype: tfjsDtype((on as HostValue).dtype),
      depth: numberOf(depth),
      onValue: numberOf(on),
      offValue: numberOf(off),
    };
    return [deviceValue(runtime.run('OneHot', { indices: runtime.tensor(indices) }, settings))];
  },
});
