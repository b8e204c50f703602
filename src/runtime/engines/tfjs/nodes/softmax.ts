import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

export const softmax = defineNode({
  ops: ['Softmax'],
  device({ inputs: [x], runtime }) {
    const logits = runtime.tensor(x);
    return [deviceValue(runtime.run('Softmax', { logits }, { dim: logits.shape.length - 1 }))];
  },
});
