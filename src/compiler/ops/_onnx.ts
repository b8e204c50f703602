import { type Dimension, sum } from '../graph/dimension.ts';
import type { Dtype } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';

export const floatCode = 1;
export const byteCode = 2;
export const boolCode = 9;

/** ONNX's numbers for the element types, as attributes name them. */
export const dtypeCodes: Readonly<Record<Dtype, number>> = { f32: floatCode, i32: 6, bool: boolCode };

/** What ONNX reads as "to the end" where it wants an `end` of a slice. */
export const toTheEnd = 2 ** 31 - 1;

/** An `int64` vector of one element: the sum of two dimensions, added at run time where it is no dimension itself. */
export function sumOf(writer: OnnxWriter, one: Dimension, other: Dimension): string {
  const total = sum([one, other]);
  if (total !== null) return writer.shape([total]);
  return writer.add('Add', [writer.shape([one]), writer.shape([other])])[0] as string;
}

/** Zeros (or another number) of a shape that may hold symbols. */
export const filled = (writer: OnnxWriter, value: number, shape: readonly Dimension[]): string =>
  shape.length === 0
    ? writer.floats([value], [])
    : (writer.add('Expand', [writer.floats([value], []), writer.shape(shape)])[0] as string);

/** `ids` (i32) as rows of zeros with a one: `[...]` to `[..., depth]`. */
export function oneHotOf(writer: OnnxWriter, ids: string, depth: Dimension): string {
  const [depthAsInteger] = writer.add('Cast', [writer.shape([depth])], { to: dtypeCodes.i32 });
  return writer.add('OneHot', [ids, depthAsInteger as string, writer.floats([0, 1], [2])], { axis: -1 })[0] as string;
}

/** Moves the steps of an axis one place up (`by` 1) or down (-1); the free step is 0. */
export function shifted(writer: OnnxWriter, name: string, shape: readonly Dimension[], axis: number, by: number): string {
  const [start, end] = by === 1 ? [0, -1] : [1, toTheEnd];
  const [kept] = writer.add('Slice', [name, writer.longs([start]), writer.longs([end]), writer.longs([axis])]) as [string];
  const free = filled(
    writer,
    0,
    shape.map((dimension, place) => (place === axis ? 1 : dimension)),
  );
  return writer.add('Concat', by === 1 ? [free, kept] : [kept, free], { axis })[0] as string;
}
