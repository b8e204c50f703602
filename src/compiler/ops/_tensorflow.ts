import type { Value } from '../graph/graph.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';

/** A reduction over axes that are known. Over none it is the value itself. */
export function writeReduction(
  writer: TensorflowWriter,
  op: string,
  x: Value,
  { axes, keepDimensions }: { readonly axes: readonly number[]; readonly keepDimensions: boolean },
): readonly string[] {
  const name = writer.name(x);
  return axes.length === 0 ? [name] : writer.add(op, [name, writer.integers(axes)], { keep_dims: { bool: keepDimensions } });
}

/** Puts `amounts` [before, behind] of steps with one value round each axis. */
export function writePad(
  writer: TensorflowWriter,
  name: string,
  amounts: readonly (readonly number[])[],
  value = 0,
): readonly string[] {
  const paddings = writer.integers(amounts.flat(), [amounts.length, 2]);
  return value === 0 ? writer.add('Pad', [name, paddings]) : writer.add('PadV2', [name, paddings, writer.floats([value], [])]);
}

/** Moves the steps of an axis one place up (`by` 1) or down (-1); the free step is 0. */
export function writeShifted(writer: TensorflowWriter, name: string, rank: number, axis: number, by: number): string {
  const at = (value: number): number[] => Array.from({ length: rank }, (_, place) => (place === axis ? value : 0));
  // Bounds count from the end where they are negative, and masks leave them away: no size has to be known.
  const all = 2 ** rank - 1;
  const [start, end, beginMask, endMask] = by === 1 ? [0, -1, all, all - 2 ** axis] : [1, 0, all - 2 ** axis, all];
  const bounds = [writer.integers(at(start)), writer.integers(at(end)), writer.integers(new Array<number>(rank).fill(1))];
  const [kept] = writer.add('StridedSlice', [name, ...bounds], { begin_mask: { int: beginMask }, end_mask: { int: endMask } });
  const free = by === 1 ? [1, 0] : [0, 1];
  const amounts = Array.from({ length: rank }, (_, place) => (place === axis ? free : [0, 0]));
  return writePad(writer, kept as string, amounts)[0] as string;
}
