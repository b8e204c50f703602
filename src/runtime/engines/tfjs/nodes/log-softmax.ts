import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

/** tfjs has no kernel for it: `z - log(sum(exp z))` with `z = x - max x`, over the last axis. */
export const logSoftmax = defineNode({
  ops: ['LogSoftmax'],
  device({ inputs: [x], runtime }) {
    const { run, dispose } = runtime;
    const logits = runtime.tensor(x);
    const last = [logits.shape.length - 1];
    const largest = run('Max', { x: logits }, { reductionIndices: last, keepDims: true });
    const shifted = run('Sub', { a: logits, b: largest });
    const powers = run('Exp', { x: shifted });
    const total = run('Sum', { x: powers }, { axis: last, keepDims: true });
    const offset = run('Log', { x: total });
    const result = run('Sub', { a: shifted, b: offset });
    for (const tensor of [largest, shifted, powers, total, offset]) dispose(tensor);
    return [deviceValue(result)];
  },
});
