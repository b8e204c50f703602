import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Field } from '../../../compiler/program.ts';
import type { Batch } from '../engine.ts';

type Values = Float32Array | Int32Array | Uint8Array;

/** Sizes of a length: 8, then four between each power of two and the next, so that at most a fifth is padding. */
export function bucketOf(length: number, maximum: number): number {
  if (length <= 8) return Math.min(8, maximum);
  const step = 2 ** (Math.floor(Math.log2(length - 1)) - 2);
  return Math.min(Math.ceil(length / step) * step, maximum);
}

/**
 * The batch with its lengths (`T_…`) rounded up to one of a few sizes, since every new shape costs a compilation of seconds. What is added is
 * padding behind the padding that is there: zeros, and 0 in the masks. The number of samples is left alone: losses are means over it.
 */
export function padToBuckets(fields: readonly Field[], batch: Batch, limits: Bindings): Batch {
  const isLength = (symbol: string): boolean => symbol.startsWith('T_');
  const bindings = Object.fromEntries(
    Object.entries(batch.bindings).map(([symbol, size]) => [
      symbol,
      isLength(symbol) ? bucketOf(size, Math.max(size, limits[symbol] ?? size)) : size,
    ]),
  );
  const padded = new Map(batch.fields);
  for (const { name, shape, isPerRun } of fields) {
    const values = batch.fields.get(name);
    if (isPerRun || values === undefined) continue;
    const [from, to] = [resolveShape(shape, { ...limits, ...batch.bindings }), resolveShape(shape, { ...limits, ...bindings })];
    if (from.some((size, axis) => size !== to[axis])) padded.set(name, enlarged(values, from, to));
  }
  return { bindings, fields: padded };
}

/** An array with longer axes, what is new being 0. */
function enlarged(values: Values, from: readonly number[], to: readonly number[]): Values {
  if (values.length !== sizeOf(from)) return values;
  const result = new (values.constructor as new (count: number) => Values)(sizeOf(to));
  const copy = (axis: number, source: number, target: number): void => {
    const [own, next] = [from.slice(axis + 1), to.slice(axis + 1)].map(sizeOf) as [number, number];
    if (own === next) {
      result.set(values.subarray(source, source + own * (from[axis] as number)), target);
      return;
    }
    for (let place = 0; place < (from[axis] as number); place += 1) copy(axis + 1, source + place * own, target + place * next);
  };
  copy(0, 0, 0);
  return result;
}
