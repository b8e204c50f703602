import { distance } from '../diagnostics/nearest.ts';
import { units } from './tokens.ts';

/** What a number with a word behind it that is no unit may have been meant to say. */
export interface UnitReading {
  readonly value: number;
  readonly unit: string;
}

interface OtherUnit {
  /** A unit of emoc for the same quantity, and how many of it make one. */
  readonly unit: string;
  readonly factor: number;
  /** Units from which the name is one slip away. */
  readonly slipOf?: readonly string[];
}

/** Units that emoc has not, by their names in small letters. */
const otherUnits: ReadonlyMap<string, OtherUnit> = new Map(
  Object.entries({
    ns: { unit: 'ms', factor: 1e-6, slipOf: ['ms', 's'] },
    us: { unit: 'ms', factor: 1e-3, slipOf: ['ms', 's'] },
    µs: { unit: 'ms', factor: 1e-3 },
    h: { unit: 'min', factor: 60 },
    hr: { unit: 'min', factor: 60 },
    hrs: { unit: 'min', factor: 60 },
    hour: { unit: 'min', factor: 60 },
    hours: { unit: 'min', factor: 60 },
    mhz: { unit: 'kHz', factor: 1e3 },
    ghz: { unit: 'kHz', factor: 1e6 },
    kb: { unit: 'MB', factor: 1e-3 },
    gb: { unit: 'MB', factor: 1e3 },
  }),
);

const spellings = Object.entries(units).flatMap(([unit, others]) =>
  [unit, ...others].filter((word) => /\w/.test(word)).map((word) => ({ word, unit })),
);

const longestSpelling = Math.max(...spellings.map(({ word }) => word.length));

/** A long word may have two slips, a short one has few letters that could tell what it was. */
const mostSlips = (word: string): number => (word.length < 7 ? 1 : 2);

/** The units with a spelling that is as near as any: none where every spelling has more slips than the word allows. */
function nearestUnits(word: string): readonly string[] {
  if (word.length > longestSpelling + mostSlips(word)) return [];
  const slips = spellings
    .map(({ word: spelling, unit }) => ({
      unit,
      slips: distance(word.toLowerCase(), spelling.toLowerCase()),
      most: Math.max(word.length, spelling.length) - 1,
    }))
    // Where every letter differs, nothing was meant.
    .filter(({ slips: count, most }) => count <= Math.min(most, mostSlips(word)));
  const fewest = Math.min(...slips.map(({ slips: count }) => count));
  return [...new Set(slips.filter(({ slips: count }) => count === fewest).map(({ unit }) => unit))];
}

/**
 * What `value word` may have been meant to say, likeliest first: nothing where the word is unlike every unit.
 *
 * `50 sec` and `50 secc` are 50 s; `50 us` is 0.05 ms, unless it is 50 ms or 50 s with a slip.
 */
export function unitReadings(value: number, word: string): readonly UnitReading[] {
  const spelt = spellings.find((spelling) => spelling.word === word);
  if (spelt !== undefined) return [{ value, unit: spelt.unit }];
  const other = otherUnits.get(word.toLowerCase().replace('μ', 'µ'));
  const slips = other === undefined ? (word.length < 2 ? [] : nearestUnits(word)) : (other.slipOf ?? []);
  const asSlips = slips.map((unit) => ({ value, unit }));
  // Twelve digits: enough for any quantity, and too few to show that 1.1 * 60 is not quite 66.
  return other === undefined
    ? asSlips
    : [{ value: Number((value * other.factor).toPrecision(12)), unit: other.unit }, ...asSlips];
}
