import { roundHalfToEven } from '../../../numbers/rounding.ts';
import { epsilon } from './entropy.ts';
import type { Spectrum } from './spectrum.ts';

const semitones = 12;

/** The A four octaves below concert pitch: semitone 0. */
const referenceHz = 27.5;

const semitoneOf = (hz: number): number => roundHalfToEven(semitones * Math.log2(hz / referenceHz));

/** Fewest bins for which the highest semitone of a spectrum up to half of `rateHz` is a valid index into the bins. */
export const fewestBins = (rateHz: number): number => semitoneOf(rateHz / 2) + 1;

/** Semitone of each bin and how many bins share it. Bin k is taken for the frequency of bin k + 1, as in the reference. */
export function semitonesOfBins(
  bins: number,
  rateHz: number,
): { readonly semitone: readonly number[]; readonly shared: readonly number[] } {
  const semitone = Array.from({ length: bins }, (_, k) => semitoneOf(((k + 1) * rateHz) / (2 * bins)));
  const counts = new Map<number, number>();
  for (const tone of semitone) counts.set(tone, (counts.get(tone) ?? 0) + 1);
  return { semitone, shared: semitone.map((tone) => counts.get(tone) ?? 0) };
}

/**
 * Plans the twelve chroma values (from A upwards) and their population standard deviation.
 *
 * The result writes the thirteen into `row` from column `at` on.
 *
 * The definition is the reference's with all its habits, because trained models depend on them: of the bins of one semitone only the highest
 * counts; bins below 27.5 Hz have a negative semitone, which wraps to the end of the spectrum; the value at place p is divided by
 * shared[semitone[p]], a count looked up under the wrong key; places are then folded modulo 12. `bins` must be at least `fewestBins`.
 */
export function planChroma(bins: number, rateHz: number): (spectrum: Spectrum, row: Float64Array, at: number) => void {
  const { semitone, shared } = semitonesOfBins(bins, rateHz);
  const wrap = (index: number): number => (index < 0 ? index + bins : index);
  const binAt = new Map<number, number>();
  for (const [k, tone] of semitone.entries()) binAt.set(wrap(tone), k);
  const taken = [...binAt].sort(([one], [other]) => one - other);
  const source = Int32Array.from(taken, ([, k]) => k);
  const tone = Int32Array.from(taken, ([place]) => place % semitones);
  const divisor = Float64Array.from(taken, ([place]) => shared[wrap(semitone[place]!)]!);

  return ({ powers, energy }, row, at) => {
    row.fill(0, at, at + semitones);
    for (let index = 0; index < source.length; index++) row[at + tone[index]!]! += powers[source[index]!]! / divisor[index]!;
    const total = energy === 0 ? epsilon : energy;
    let mean = 0;
    for (let index = 0; index < semitones; index++) {
      row[at + index]! /= total;
      mean += row[at + index]! / semitones;
    }
    let variance = 0;
    for (let index = 0; index < semitones; index++) variance += (row[at + index]! - mean) ** 2 / semitones;
    row[at + semitones] = Math.sqrt(variance);
  };
}
