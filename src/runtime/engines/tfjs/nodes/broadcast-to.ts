import { broadcast } from '../broadcast.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, numbersOf } from '../values.ts';

export const broadcastTo = defineNode({
  ops: ['BroadcastTo'],
  device({ inputs: [x, shape], runtime }) {
    const { tensor, isNew } = broadcast(runtime, runtime.tensor(x), numbersOf(shape));
    return [deviceValue(isNew ? tensor : runtime.run('Identity', { x: tensor }))];
  },
});
