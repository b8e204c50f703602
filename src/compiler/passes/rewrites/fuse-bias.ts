import { type Dimension, isSameShape, product } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { gemm } from '../../ops/gemm.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { reshape } from '../../ops/reshape.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

export const fuseBias = defineRewrite({
  name: 'fuseBias',
  reason: 'A dense layer is one kernel: the product starts from the bias instead of adding it in a pass of its own.',
  rule: ({ node, isOnlyReader, g }) => {
    if (node.op.name !== add.name) return null;
    const place = node.inputs.findIndex((value, at) => isFrom(value, matMul) && isOnlyReader(at));
    if (place < 0) return null;
    const sum = node.outputs[0] as Value;
    const bias = node.inputs[1 - place] as Value;
    const transposes = node.inputs[place]!.node.attributes as typeof matMul.attributes;
    const [a, b] = node.inputs[place]!.node.inputs as readonly [Value, Value];
    const columns = sum.shape.at(-1) as Dimension;
    if (b.shape.length !== 2 || !isSameShape(bias.shape, [columns])) return null;
    if (a.shape.length === 2) return [g.call(gemm, [a, b, bias], transposes)];
    // A batch of rows times one kernel is a longer list of rows.
    if (transposes.transposeA) return null;
    const rows = g.call(reshape, [a], { shape: [product(a.shape.slice(0, -1)), a.shape.at(-1) as Dimension] });
    return [g.call(reshape, [g.call(gemm, [rows, b, bias], transposes)], { shape: sum.shape })];
  },
});
