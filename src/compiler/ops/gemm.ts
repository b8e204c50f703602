import { isSameShape, printShape } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { sizeOf } from '../graph/tensor.ts';
import { broadcastShapes, sumTo } from './_broadcast.ts';
import { add } from './add.ts';
import { matMul } from './mat-mul.ts';

type Transposes = { readonly transposeA: boolean; readonly transposeB: boolean };

/**
 * Matrix product of rank 2 plus a bias that broadcasts: `a [m, k] b [k, n] + bias [n]`. One kernel instead of two.
 *
 * No kind builds it; the rewrite `fuseBias` makes it.
 */
export const gemm: Op<Transposes> = defineOp<Transposes>({
  name: 'gemm',
  attributes: { transposeA: false, transposeB: false },
  shape: ([a, b, bias], transposes) => {
    const [product] = matMul.shape([a!, b!], transposes);
    const shape = product!.shape;
    if (shape.length !== 2 || a!.shape.length !== 2 || !isSameShape(broadcastShapes('gemm', shape, bias!.shape), shape))
      throw new ShapeError('gemm', `cannot add ${printShape(bias!.shape)} to ${printShape(shape)}`);
    return [{ dtype: 'f32', shape }];
  },
  gradient: (context) => {
    const { inputs, outputGradients, wants, g } = context;
    const [a, b, bias] = inputs as readonly [Value, Value, Value];
    const [da, db] = matMul.gradient!({ ...context, inputs: [a, b] });
    return [da ?? null, db ?? null, wants[2] ? sumTo(g, outputGradients[0]!, bias) : null];
  },
  flops: ([a, b], [y], transposes) => matMul.flops([a!, b!], [y!], transposes) + sizeOf(y!),
  evaluate: ([a, b, bias], transposes, context) => {
    const [product] = matMul.evaluate([a!, b!], transposes, context);
    return add.evaluate([product!, bias!], {}, context);
  },
  onnx: ({ inputs }, writer, { transposeA, transposeB }) =>
    writer.add(
      'Gemm',
      inputs.map((value) => writer.name(value)),
      { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 },
    ),
  tensorflow: ({ inputs: [a, b, bias] }, writer, { transposeA, transposeB }) => {
    const flags = { transpose_a: { bool: transposeA }, transpose_b: { bool: transposeB } };
    const [product] = writer.add('MatMul', [writer.name(a!), writer.name(b!)], flags);
    return writer.add(bias!.shape.length === 1 ? 'BiasAdd' : 'AddV2', [product!, writer.name(bias!)]);
  },
});
