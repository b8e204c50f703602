import { type Dimension, quotient } from './dimension.ts';

/** Where a size can be read: axis `axis` of an input is `times` times the symbol. */
export interface SizeSource {
  readonly input: string;
  readonly axis: number;
  readonly times: number;
}

/** The first axis of the inputs that is a symbol; if none is, the first that is a multiple of it. */
export function sourceOf(
  symbol: string,
  inputs: Iterable<{ readonly result: string; readonly shape: readonly Dimension[] }>,
): SizeSource | null {
  let multiple: SizeSource | null = null;
  for (const { result, shape } of inputs) {
    for (const [axis, dimension] of shape.entries()) {
      const times = quotient(dimension, symbol);
      if (times === 1) return { input: result, axis, times };
      if (typeof times === 'number' && times > 0) multiple ??= { input: result, axis, times };
    }
  }
  return multiple;
}
