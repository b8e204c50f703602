import type { SignatureTensor } from '../../../compiler/emit/tensorflow/saved-model/main-graph.ts';
import { stackAxis } from '../../../compiler/emit/tensorflow/saved-model/steps.ts';
import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { runNumbers } from '../../../compiler/graph/run-numbers.ts';
import type { Batch } from '../engine.ts';
import { checkSize, type Values } from './tensorflow-session.ts';

/** What a call reads of the stack: sizes, and values by the name of an input. */
interface Reading {
  readonly bindings: Bindings;
  readonly values: (name: string) => Values | undefined;
}

/** Batches of one size that wait for the call that trains on them, side by side in the memory that the call will read. */
export class StepStack {
  readonly #inputs: readonly SignatureTensor[];
  readonly #most: number;
  readonly #limits: Bindings;
  readonly #memory = new Map<string, Values>();
  /** Values that one batch has, by input. */
  readonly #widths = new Map<string, number>();
  #bindings: Bindings = {};
  #count = 0;

  /** `inputs` are those of a call of one step; `most` batches find room. */
  constructor(inputs: readonly SignatureTensor[], most: number, limits: Bindings) {
    this.#inputs = inputs.filter(({ name }) => name !== runNumbers.step && name !== runNumbers.seed);
    this.#most = most;
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === this.#most;
  }

  /** Whether a batch may join those that wait: it has their sizes. */
  takes({ bindings }: Batch): boolean {
    const names = Object.keys({ ...bindings, ...this.#bindings });
    return this.#count === 0 || names.every((name) => bindings[name] === this.#bindings[name]);
  }

  /** Copies a batch, and the rate of its step, behind those that wait. Throws where a field is missing or has another size than its shape. */
  add({ bindings, fields }: Batch, rate: number): void {
    const own = new Map<string, Values>([...fields, [runNumbers.rate, Float32Array.of(rate)]]);
    const sizes = { ...this.#limits, ...bindings };
    const given = this.#inputs.map((input) => checkSize(input, resolveShape(input.shape, sizes), own.get(input.name)));
    for (const [index, { name }] of this.#inputs.entries()) {
      const values = given[index] as Values;
      this.#memoryFor(name, values).set(values, this.#count * values.length);
      this.#widths.set(name, values.length);
    }
    this.#bindings = bindings;
    this.#count += 1;
  }

  /** As a call of several steps reads them. `isWhole`: with the places that no batch has taken, so that every call has the same shapes. */
  asStack(isWhole: boolean): Reading {
    const places = isWhole ? this.#most : this.#count;
    const values = this.#reader(places);
    const count = Int32Array.of(this.#count);
    return {
      bindings: { ...this.#limits, ...this.#bindings, [stackAxis]: places },
      values: (name) => (name === runNumbers.count ? count : values(name)),
    };
  }

  /** The first of them, as a call of one step reads it. */
  asOne(): Reading {
    return { bindings: { ...this.#limits, ...this.#bindings }, values: this.#reader(1) };
  }

  clear(): void {
    this.#count = 0;
  }

  #reader(places: number): Reading['values'] {
    return (name) => this.#memory.get(name)?.subarray(0, places * (this.#widths.get(name) as number));
  }

  /** Room for a whole stack of such values. The sizes of those that wait are these, so only an empty stack gets a new one. */
  #memoryFor(name: string, like: Values): Values {
    const known = this.#memory.get(name);
    if (known !== undefined && known.length >= this.#most * like.length) return known;
    const room = new (like.constructor as new (length: number) => Values)(this.#most * like.length);
    this.#memory.set(name, room);
    return room;
  }
}
