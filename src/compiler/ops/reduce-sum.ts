import { type Dimension, product, resolve } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { broadcastIndex } from './_broadcast.ts';
import { writeReduction } from './_tensorflow.ts';
import { broadcastTo } from './broadcast-to.ts';
import { reshape } from './reshape.ts';

/** Shape after the given axes are summed away, or kept as 1. */
export const reducedShape = (shape: readonly Dimension[], axes: readonly number[], keepDimensions: boolean): Dimension[] =>
  shape.flatMap((dimension, axis) => (axes.includes(axis) ? (keepDimensions ? [1] : []) : [dimension]));

/** Sum over `axes`: `x [B, T, D]` over axis 1 is `[B, D]`, or `[B, 1, D]` with `keepDimensions`. No axes: nothing is summed. */
export const reduceSum: Op<{ readonly axes: readonly number[]; readonly keepDimensions: boolean }> = defineOp<{
  readonly axes: readonly number[];
  readonly keepDimensions: boolean;
}>({
  name: 'reduceSum',
  attributes: { axes: [], keepDimensions: false },
  shape: ([x], { axes, keepDimensions }) => [{ dtype: 'f32', shape: reducedShape(x!.shape, axes, keepDimensions) }],
  gradient: ({ inputs: [x], outputGradients: [dy], attributes: { axes }, g }) => {
    const kept = g.call(reshape, [dy!], { shape: reducedShape(x!.shape, axes, true) });
    return [g.call(broadcastTo, [kept], { shape: x!.shape })];
  },
  flops: ([x]) => sizeOf(x!),
  evaluate: ([x], { axes, keepDimensions }) => {
    const kept = reducedShape(x!.shape, axes, true) as number[];
    const result = floats(reducedShape(x!.shape, axes, keepDimensions) as number[]);
    const target = broadcastIndex(kept, x!.shape);
    for (let place = 0; place < x!.data.length; place += 1) {
      result.data[target[place] as number] = (result.data[target[place] as number] as number) + (x!.data[place] as number);
    }
    return [result];
  },
  onnx: ({ inputs: [x], outputs: [y] }, writer, { axes, keepDimensions }) => {
    const name = writer.name(x!);
    if (axes.length === 0) return writer.add('Identity', [name]);
    if (axes.toSorted().join() === '0,2,3' && writer.isMadeInBlocks(name)) return channelSums(writer, name, x!, y!);
    return writer.add('ReduceSum', [name, writer.longs(axes)], { keepdims: keepDimensions ? 1 : 0 });
  },
  tensorflow: ({ inputs: [x] }, writer, attributes) => writeReduction(writer, 'Sum', x!, attributes),
});

/** Sums over all places of an image whose channels lie in blocks: first over those of a sample, because axes apart are summed slowly. */
function channelSums(writer: OnnxWriter, name: string, x: Value, y: Value): readonly string[] {
  const [batch, channels, ...places] = x.shape as readonly [Dimension, number, Dimension, Dimension];
  const block = writer.channelBlock as number;
  const blocks = writer.shape([batch, channels / block, product(places), block]);
  const [apart] = writer.add('Reshape', [writer.inBlocks(name, x.shape), blocks]);
  const [bySample] = writer.add('ReduceSum', [apart!, writer.longs([2])], { keepdims: 0 });
  const [sums] = writer.add('ReduceSum', [bySample!, writer.longs([0])], { keepdims: 0 });
  return writer.add('Reshape', [sums!, writer.shape(y.shape)]);
}

/** How many elements each result is a sum of, in one call. */
export const countReduced = (
  shape: readonly Dimension[],
  axes: readonly number[],
  bindings: Readonly<Record<string, number>>,
): number => resolve(product(axes.map((axis) => shape[axis] as Dimension)), bindings);
