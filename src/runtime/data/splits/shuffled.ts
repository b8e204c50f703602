import type { Random } from '../../kernels/random.ts';

/**
 * Deals rows out at random so that side s gets `fractions[s]` of them, rounded to whole rows. Returns the side of each row.
 *
 * With strata (`stratum[i]` of row i, numbered from 0) each stratum is dealt out by itself, and so has the same share on each side to within
 * one row; what rounding leaves over goes to the sides that are furthest behind, so that the sides as a whole are right to within a row, too.
 */
export function dealShuffled(stratum: Int32Array, fractions: readonly number[], random: Random): Int8Array {
  const sides = new Int8Array(stratum.length);
  const rowsOf = new Map<number, number[]>();
  for (const [row, number] of stratum.entries()) {
    const rows = rowsOf.get(number) ?? [];
    if (rows.length === 0) rowsOf.set(number, rows);
    rows.push(row);
  }
  const behind = fractions.map(() => 0);
  for (const number of [...rowsOf.keys()].sort((one, other) => one - other)) {
    const rows = random.child(String(number)).shuffle(rowsOf.get(number) as number[]);
    let next = 0;
    for (const [side, count] of sharesOf(rows.length, fractions, behind).entries()) {
      for (let end = next + count; next < end; next += 1) sides[rows[next] as number] = side;
    }
  }
  return sides;
}

/** Rows of one stratum a side. `behind` holds what each side is owed so far and is carried on. */
function sharesOf(total: number, fractions: readonly number[], behind: number[]): number[] {
  const floors = fractions.map((fraction) => Math.floor(total * fraction + 1e-9));
  const owed = fractions.map((fraction, side) => total * fraction - (floors[side] as number) + (behind[side] as number));
  const isRounded = new Set<number>();
  for (let missing = total - floors.reduce((sum, count) => sum + count, 0); missing > 0; missing -= 1) {
    const side = owed.reduce(
      (best, share, index) => (isRounded.has(index) || (best >= 0 && share <= (owed[best] as number)) ? best : index),
      -1,
    );
    isRounded.add(side);
    floors[side] = (floors[side] as number) + 1;
    owed[side] = (owed[side] as number) - 1;
  }
  for (const [side, share] of owed.entries()) behind[side] = share;
  return floors;
}

/** Exactly apportioned: one stratum for all rows. */
export const oneStratum = (rowCount: number): Int32Array => new Int32Array(rowCount);
