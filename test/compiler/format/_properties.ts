import * as assert from 'uvu/assert';
import { parseConcretely } from '../../../src/compiler/parse/parse.ts';
import { isWellFormed, kept } from './_kept.ts';
import { randomSpec } from './_random-spec.ts';

/** Holds `count` random specs to what formatting keeps. A few are broken so oddly that they have a syntax error; those are not counted. */
export function checkRandomSpecs(firstSeed: number, count: number): void {
  let illFormed = 0;
  for (let seed = firstSeed; seed < firstSeed + count + illFormed; seed += 1) {
    const text = randomSpec(seed);
    if (isWellFormed(text)) kept(text, `seed ${seed}`);
    else illFormed += 1;
    if (illFormed > 20 + count / 50) assert.unreachable(`${illFormed} of ${seed} random specs have a syntax error`);
  }
}

/** Ways to put a comment between two tokens. */
export const insertions = [' // behind\n', '\n// above\n', '\n/// documentation\n', ' // behind\n\n/// and above\n'];

/**
 * Puts comments between any two tokens of a spec, before the first and behind the last: each kind in turn, or each at every place.
 *
 * Returns how many of these texts have no syntax error: a line break inside of `iemocap.speech` is one.
 */
export function checkComments(text: string, isEachEverywhere: boolean): number {
  const places = [...parseConcretely({ file: 'spec.emo', text }).tokens.map(({ startOffset }) => startOffset), text.length];
  let wellFormed = 0;
  for (const [index, place] of places.entries()) {
    for (const [kind, insertion] of insertions.entries()) {
      if (!isEachEverywhere && index % insertions.length !== kind) continue;
      const commented = text.slice(0, place) + insertion + text.slice(place);
      if (!isWellFormed(commented)) continue;
      wellFormed += 1;
      kept(commented, `${JSON.stringify(insertion)} at ${place}`);
    }
  }
  return wellFormed;
}
