import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so many characters of specs have been checked, what is not needed any more is given back. */
const charactersBetween = 800_000;

/**
 * Keeps the process of a server small.
 *
 * Each check of a spec leaves its trees behind. The engine lets them lie until its heap has grown to a few hundred megabytes, which is fine for a
 * command and not for something that stands beside an editor all day. So they are collected in the pauses between two requests.
 */
export class MemoryKeeper {
  readonly #collect: () => void;
  #characters = 0;
  #isWaiting = false;

  constructor() {
    // The nursery of new objects stays small: a check is as fast with it, and the process some 40 MB smaller (`bench/service.ts`).
    setFlagsFromString('--semi-space-growth-factor=1');
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }

  /** Says that a spec of this length has been checked. */
  checked(length: number): void {
    this.#characters += length;
    if (this.#characters < charactersBetween || this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => {
      this.#isWaiting = false;
      this.#characters = 0;
      this.#collect();
    }, 20).unref();
  }
}
