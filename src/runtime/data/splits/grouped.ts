import type { Random } from '../../kernels/random.ts';

/** Rows that stay together, and how many of them each stratum has. */
interface Group {
  readonly name: string;
  readonly counts: Float64Array;
}

/** How many random orders are tried: up to 64 for few groups; with many, any order comes close to the wanted shares. */
const drawsFor = (groups: number): number => Math.max(4, Math.min(64, Math.floor(20_000 / groups)));

/**
 * Deals whole groups out so that side s gets about `fractions[s]` of the rows, and about that share of each stratum. Returns the side of each row.
 *
 * Splitting groups exactly is a packing problem, so this is greedy: groups in random order, each to the side that lacks its rows most, a
 * stratum's rows weighing the more the rarer it is. That is done for several orders, and the order whose result is closest to the wanted
 * shares is taken, one with a row on every side before all others. The result depends on the seed, the names and the sizes of the groups; not on the order of the rows.
 */
export function dealGroups(
  names: readonly string[],
  stratum: Int32Array,
  fractions: readonly number[],
  random: Random,
): Int8Array {
  const groups = groupsOf(names, stratum);
  const totals = new Float64Array(groups[0]?.counts.length ?? 0);
  for (const { counts } of groups)
    for (const [index, count] of counts.entries()) totals[index] = (totals[index] as number) + count;

  const drawCount = drawsFor(groups.length);
  let best: { readonly sides: ReadonlyMap<string, number>; readonly error: number } | null = null;
  for (let draw = 0; draw < drawCount; draw += 1) {
    const dealt = dealOnce(random.child(String(draw)).shuffle([...groups]), totals, fractions);
    if (best === null || dealt.error < best.error) best = dealt;
  }
  return Int8Array.from(names, (name) => best?.sides.get(name) as number);
}

/** Groups by name, which is an order that rows do not decide. */
function groupsOf(names: readonly string[], stratum: Int32Array): Group[] {
  const strata = stratum.reduce((most, number) => Math.max(most, number + 1), 1);
  const groups = new Map<string, Float64Array>();
  for (const [row, name] of names.entries()) {
    let counts = groups.get(name);
    if (counts === undefined) {
      counts = new Float64Array(strata);
      groups.set(name, counts);
    }
    const number = stratum[row] as number;
    counts[number] = (counts[number] as number) + 1;
  }
  return [...groups].map(([name, counts]) => ({ name, counts })).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function dealOnce(
  order: readonly Group[],
  totals: Float64Array,
  fractions: readonly number[],
): { readonly sides: ReadonlyMap<string, number>; readonly error: number } {
  const sides = new Map<string, number>();
  const lacking = fractions.map((fraction) => totals.map((total) => total * fraction));
  const dealt = fractions.map(() => 0);
  for (const { name, counts } of order) {
    let [chosen, most] = [-1, Number.NEGATIVE_INFINITY];
    for (const [side, lacks] of lacking.entries()) {
      if ((fractions[side] as number) === 0) continue;
      const need = counts.reduce(
        (sum, count, index) => (count === 0 ? sum : sum + (count * (lacks[index] as number)) / (totals[index] as number)),
        0,
      );
      if (need > most) [chosen, most] = [side, need];
    }
    sides.set(name, chosen);
    dealt[chosen] = (dealt[chosen] as number) + 1;
    const lacks = lacking[chosen] as Float64Array;
    for (const [index, count] of counts.entries()) lacks[index] = (lacks[index] as number) - count;
  }
  const isMissingSide = fractions.some((fraction, side) => fraction > 0 && dealt[side] === 0);
  return { sides, error: (isMissingSide ? 1e9 : 0) + errorOf(lacking, totals, fractions) };
}

/** Squared distance from the wanted shares, each relative to its stratum and to the size of the side. */
function errorOf(lacking: readonly Float64Array[], totals: Float64Array, fractions: readonly number[]): number {
  let error = 0;
  for (const [side, lacks] of lacking.entries()) {
    const fraction = fractions[side] as number;
    if (fraction === 0) continue;
    for (const [index, lack] of lacks.entries()) {
      const total = totals[index] as number;
      if (total > 0) error += (lack / total) ** 2 / fraction;
    }
  }
  return error;
}
