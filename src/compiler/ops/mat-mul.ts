import { type Dimension, product as elements, printShape } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats, sizeOf, type Tensor } from '../graph/tensor.ts';
import { broadcastIndex, broadcastShapes, sumTo } from './_broadcast.ts';
import { reshape } from './reshape.ts';

const last = <T>(shape: readonly T[], place: 1 | 2): T => shape[shape.length - place] as T;

/** Rows and columns of an operand as the product reads it. */
const sides = <T>(shape: readonly T[], isTransposed: boolean): [T, T] =>
  isTransposed ? [last(shape, 1), last(shape, 2)] : [last(shape, 2), last(shape, 1)];

/**
 * Matrix product over the last two axes, batched over the rest.
 *
 * `a [..., m, k]` times `b [..., k, n]` is `[..., m, n]`. With `transposeA` or `transposeB` the operand is read transposed; nothing is copied.
 */
export const matMul: Op<{ readonly transposeA: boolean; readonly transposeB: boolean }> = defineOp<{
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}>({
  name: 'matMul',
  attributes: { transposeA: false, transposeB: false },
  shape: ([a, b], { transposeA, transposeB }) => {
    const [rows, inner] = sides(a!.shape, transposeA);
    const [alsoInner, columns] = sides(b!.shape, transposeB);
    if (a!.shape.length < 2 || b!.shape.length < 2 || inner !== alsoInner) {
      throw new ShapeError(
        'matMul',
        `${printShape(a!.shape)}${transposeA ? "'" : ''} times ${printShape(b!.shape)}${transposeB ? "'" : ''} is not a product`,
      );
    }
    const batch = broadcastShapes('matMul', a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return [{ dtype: 'f32', shape: [...batch, rows, columns] as Dimension[] }];
  },
  gradient: ({ inputs, outputGradients: [dy], attributes: { transposeA, transposeB }, wants, g }) => {
    const [a, b] = inputs as readonly [Value, Value];
    if (a.shape.length > 2 && b.shape.length === 2 && !transposeA) {
      // A batch of rows times one kernel is a longer list of rows: else the kernel's gradient would be made once a sample and then summed.
      const flat = (value: Value): Value =>
        g.call(reshape, [value], { shape: [elements(value.shape.slice(0, -1)), last(value.shape, 1)] });
      const da = wants[0] ? g.call(matMul, [flat(dy!), b], { transposeB: !transposeB }) : null;
      const db = (): Value =>
        transposeB
          ? g.call(matMul, [flat(dy!), flat(a)], { transposeA: true })
          : g.call(matMul, [flat(a), flat(dy!)], { transposeA: true });
      return [da && g.call(reshape, [da], { shape: a.shape }), wants[1] ? db() : null];
    }
    const product = (left: Value, right: Value, leftTransposed: boolean, rightTransposed: boolean): Value =>
      g.call(matMul, [left, right], { transposeA: leftTransposed, transposeB: rightTransposed });
    const da = transposeA ? () => product(b, dy!, transposeB, true) : () => product(dy!, b, false, !transposeB);
    const db = transposeB ? () => product(dy!, a, true, transposeA) : () => product(a, dy!, !transposeA, false);
    return [wants[0] ? sumTo(g, da(), a) : null, wants[1] ? sumTo(g, db(), b) : null];
  },
  flops: ([a], [y], { transposeA }) => 2 * sizeOf(y!) * sides(a!, transposeA)[1],
  evaluate: ([a, b], { transposeA, transposeB }) => {
    const [rows, inner] = sides(a!.shape, transposeA);
    const columns = sides(b!.shape, transposeB)[1];
    const batch = broadcastShapes('matMul', a!.shape.slice(0, -2), b!.shape.slice(0, -2)) as number[];
    const result = floats([...batch, rows, columns]);
    const [starts, otherStarts] = [broadcastIndex(a!.shape.slice(0, -2), batch), broadcastIndex(b!.shape.slice(0, -2), batch)];
    for (let place = 0; place < starts.length; place += 1) {
      multiply(
        {
          tensor: a!,
          start: (starts[place] as number) * rows * inner,
          rowStep: transposeA ? 1 : inner,
          columnStep: transposeA ? rows : 1,
        },
        {
          tensor: b!,
          start: (otherStarts[place] as number) * inner * columns,
          rowStep: transposeB ? 1 : columns,
          columnStep: transposeB ? inner : 1,
        },
        { data: result.data, start: place * rows * columns, rows, inner, columns },
      );
    }
    return [result];
  },
  onnx: ({ inputs: [a, b] }, writer, { transposeA, transposeB }) => {
    const names = [writer.name(a!), writer.name(b!)];
    const flags = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
    if (a!.shape.length === 2 && b!.shape.length === 2) return writer.add('Gemm', names, flags);
    return transposeA || transposeB
      ? writer.add('FusedMatMul', names, flags, { domain: 'com.microsoft' })
      : writer.add('MatMul', names);
  },
  tensorflow: ({ inputs: [a, b], outputs: [y] }, writer, { transposeA, transposeB }) => {
    const [left, right] = [writer.name(a!), writer.name(b!)];
    const flags = { transpose_a: { bool: transposeA }, transpose_b: { bool: transposeB } };
    if (a!.shape.length === 2 && b!.shape.length === 2) return writer.add('MatMul', [left, right], flags);
    if (b!.shape.length > 2 || transposeA)
      return writer.add('BatchMatMulV2', [left, right], { adj_x: { bool: transposeA }, adj_y: { bool: transposeB } });
    // A batch of rows times one kernel is a longer list of rows, and one product.
    const rows = elements(a!.shape.slice(0, -1));
    const [flat] = writer.add('Reshape', [left, writer.shape([rows, last(a!.shape, 1)])]);
    const [product] = writer.add('MatMul', [flat!, right], flags);
    return writer.add('Reshape', [product!, writer.shape(y!.shape)]);
  },
});

interface Matrix {
  readonly tensor: Tensor;
  readonly start: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** One product of two matrices. Inner loops run along the rows of `b` as it lies in memory, whichever way it is read. */
function multiply(
  a: Matrix,
  b: Matrix,
  y: { data: Float64Array; start: number; rows: number; inner: number; columns: number },
): void {
  const [left, right] = [a.tensor.data as Float64Array, b.tensor.data as Float64Array];
  for (let row = 0; row < y.rows; row += 1) {
    const target = y.start + row * y.columns;
    const source = a.start + row * a.rowStep;
    if (b.columnStep === 1) {
      for (let middle = 0; middle < y.inner; middle += 1) {
        const factor = left[source + middle * a.columnStep] as number;
        const start = b.start + middle * b.rowStep;
        for (let column = 0; column < y.columns; column += 1)
          y.data[target + column] = (y.data[target + column] as number) + factor * (right[start + column] as number);
      }
    } else {
      for (let column = 0; column < y.columns; column += 1) {
        const start = b.start + column * b.columnStep;
        let total = 0;
        for (let middle = 0; middle < y.inner; middle += 1)
          total += (left[source + middle * a.columnStep] as number) * (right[start + middle * b.rowStep] as number);
        y.data[target + column] = total;
      }
    }
  }
}
