import { existsSync, readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';

const folder = '../shared/oracles/metrics';

/** A figure in an oracle: `"NaN"`, `"Infinity"` and `"-Infinity"` are strings there. */
export type Figure = number | string;

/** Cases of one oracle file, or nothing (with the reason printed) where the oracles are not there. */
export function casesOf<Case>(file: string): readonly (Case & { note?: string })[] | undefined {
  const path = `${folder}/${file}.json`;
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')).cases;
  console.log(`skipped: ${path} is not there`);
  return undefined;
}

/** `|found - expected| <= tolerance (1 + |expected|)`; NaN equals NaN only, infinities only themselves. */
export function near(found: number | undefined, expected: Figure, where: string, tolerance = 1e-9): void {
  const wanted = Number(expected);
  const isEqual =
    Object.is(found, wanted) || (found !== undefined && Math.abs(found - wanted) <= tolerance * (1 + Math.abs(wanted)));
  assert.ok(isEqual, `${where}: found ${found}, expected ${wanted}`);
}

/** Uniform numbers in [0, 1) from a seed: mulberry32. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The numbers 0 .. count - 1 in a random order. */
export function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, place) => ({ place, key: random() }));
  return order.sort((one, other) => one.key - other.key).map(({ place }) => place);
}
