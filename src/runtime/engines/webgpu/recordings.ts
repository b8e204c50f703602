import type { Bindings } from '../../../compiler/graph/dimension.ts';

/** So many sizes are kept recorded; then the one that was not used for the longest time makes room. */
const mostRecordings = 128;

/** What was recorded for batches of different sizes, made when a size comes for the first time. */
export class Recordings<Recorded extends { destroy(): void }> {
  readonly #symbols: readonly string[];
  readonly #limits: Bindings;
  readonly #record: (bindings: Bindings) => Recorded;
  readonly #known = new Map<string, Recorded>();

  /** `limits` stands in for symbols that a batch does not bind. */
  constructor(
    { symbols, limits }: { readonly symbols: readonly string[]; readonly limits: Bindings },
    record: (bindings: Bindings) => Recorded,
  ) {
    this.#symbols = symbols;
    this.#limits = limits;
    this.#record = record;
  }

  of(batch: Bindings): Recorded {
    const sizes = this.#symbols.map((symbol) => batch[symbol] ?? this.#limits[symbol]);
    const key = sizes.join(',');
    const recorded = this.#known.get(key) ?? this.#record({ ...this.#limits, ...batch });
    // The order of a map is that of its keys' arrival: used again means to come last.
    this.#known.delete(key);
    this.#known.set(key, recorded);
    const [oldest] = this.#known;
    if (this.#known.size > mostRecordings && oldest !== undefined) {
      this.#known.delete(oldest[0]);
      oldest[1].destroy();
    }
    return recorded;
  }

  destroy(): void {
    for (const recorded of this.#known.values()) recorded.destroy();
    this.#known.clear();
  }
}
