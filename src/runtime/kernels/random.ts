import { normalOf, threefry, uniformOf, type Words } from './threefry.ts';

/**
 * A stream of random numbers. What it gives depends on its seed, its name and how many blocks were drawn, and on nothing else:
 *
 * ```ts
 * const random = createRandom(7);
 * const weights = random.child('init/tone/dense_1');   // the same numbers whatever other layers the spec has
 * ```
 */
export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A standard normal number. */
  normal(): number;
  /** A whole number in 0..bound-1, each equally likely; `bound` is in 1..2^32. */
  integer(bound: number): number;
  /** Puts the items in random order, in place (Fisher and Yates), and returns them. */
  shuffle<Items extends Shufflable>(items: Items): Items;
  /** An independent stream of its own for `name`. It depends on this stream's seed and name, not on how much was drawn from it. */
  child(name: string): Random;
  /** Where the stream stands: plain data for a checkpoint, taken up again by `restoreRandom`. */
  state(): RandomState;
}

/** Something whose elements can be exchanged: an array or a typed array of numbers. */
export type Shufflable = unknown[] | Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The key of a stream and the number of blocks drawn from it. */
export interface RandomState {
  readonly key: Words;
  readonly position: number;
}

const wordCount = 2 ** 32;
/** Set in the second counter word while names are absorbed; positions stay below 2^53 and never reach it. */
const namingTag = 0x80000000;

/** The root stream of a seed, a whole number in 0..2^53-1. No other stream, and no dropout mask, shares its key. */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Error(`a seed is a whole number in 0..2^53-1, not ${seed} (a bug of emoc)`);
  return restoreRandom({ key: childKey([seed % wordCount, Math.floor(seed / wordCount)], 'random'), position: 0 });
}

/** The stream that had this state, at the place where it stood. */
export function restoreRandom({ key, position: start }: RandomState): Random {
  const block = new Uint32Array(2);
  let position = start;

  function draw(): Uint32Array {
    threefry(key[0], key[1], position % wordCount, Math.floor(position / wordCount), block);
    position += 1;
    return block;
  }

  function integer(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= wordCount)) {
      throw new Error(`a random whole number wants a bound in 1..2^32, not ${bound} (a bug of emoc)`);
    }
    // Words beyond the last whole multiple of the bound would favour the small results.
    const end = wordCount - (wordCount % bound);
    let word = draw()[0] as number;
    while (word >= end) word = draw()[0] as number;
    return word % bound;
  }

  return {
    uniform: () => uniformOf(draw()),
    normal: () => normalOf(draw()),
    integer,
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = integer(last + 1);
        [items[last], items[other]] = [items[other], items[last]];
      }
      return items;
    },
    child: (name) => restoreRandom({ key: childKey(key, name), position: 0 }),
    state: () => ({ key, position }),
  };
}

/** Absorbs a name into a key, its length first and then four characters a block, each block keyed by what came before. */
function childKey(parent: Words, name: string): Words {
  const block = Uint32Array.from(parent);
  const absorb = (word0: number, word1: number) => threefry(block[0] as number, block[1] as number, word0, word1, block);
  absorb(name.length, namingTag);
  for (let i = 0; i < name.length; i += 4) absorb(pair(name, i), pair(name, i + 2));
  return [block[0] as number, block[1] as number];
}

function pair(name: string, at: number): number {
  const unit = (index: number) => (index < name.length ? name.charCodeAt(index) : 0);
  return unit(at) * 2 ** 16 + unit(at + 1);
}
