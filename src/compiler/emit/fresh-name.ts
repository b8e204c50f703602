/**
 * A name that nothing has yet: the stem itself, then `stem_1`, `stem_2` …; it is taken from then on. `counters` remembers how far a stem has
 * come, so that a thousand nodes of one kind do not try a thousand names each.
 */
export function freshName(stem: string, taken: Set<string>, counters: Map<string, number>): string {
  let count = counters.get(stem) ?? 0;
  let name = count === 0 ? stem : `${stem}_${count}`;
  while (taken.has(name)) {
    count += 1;
    name = `${stem}_${count}`;
  }
  counters.set(stem, count + 1);
  taken.add(name);
  return name;
}
