import { broadcastShapes } from '../../../../compiler/ops/_broadcast.ts';
import { attribute } from '../attributes.ts';
import { broadcast } from '../broadcast.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

/** What TensorFlow calls the transposes. */
const names = {
  MatMul: ['transpose_a', 'transpose_b'],
  BatchMatMulV2: ['adj_x', 'adj_y'],
} as const;

/** Matrix products over the last two axes. tfjs broadcasts no batch of several axes: where they differ, operands are repeated before. */
export const matMul = defineNode({
  ops: Object.keys(names),
  device({ op, inputs, attributes, runtime }) {
    const [transposeA, transposeB] = names[op as keyof typeof names].map((name) => attribute(attributes, name, 'bool', false));
    const operands = inputs.map((input) => runtime.tensor(input));
    const batches = operands.map(({ shape }) => shape.slice(0, -2));
    const batch = broadcastShapes(op, batches[0]!, batches[1]!) as number[];
    const repeated = operands.map((operand) => broadcast(runtime, operand, [...batch, ...operand.shape.slice(-2)]));
    const [a, b] = repeated.map(({ tensor }) => tensor);
    const product = runtime.run('BatchMatMul', { a: a!, b: b! }, { transposeA: transposeA!, transposeB: transposeB! });
    for (const { tensor, isNew } of repeated) if (isNew) runtime.dispose(tensor);
    return [deviceValue(product)];
  },
});
