import type { StepSignature } from '../../../compiler/emit/tensorflow/saved-model/saved-model.ts';
import { gradientNorm, updated } from '../../../compiler/emit/tensorflow/saved-model/step.ts';
import type { Bindings } from '../../../compiler/graph/dimension.ts';
import { runNumbers } from '../../../compiler/graph/run-numbers.ts';
import type { Batch, StepResult } from '../engine.ts';
import { StepStack } from './step-stack.ts';
import type { TensorflowSession, Values } from './tensorflow-session.ts';

/** The calls that train. */
export interface StepCalls {
  readonly one: StepSignature;
  /** `null` where one step a call is best. */
  readonly several: StepSignature | null;
  /** Whether a call of another shape costs a compilation: then every step goes through the same one. */
  readonly hasOneShape: boolean;
}

interface Waiting {
  readonly resolve: (result: StepResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Training steps on their way: they wait until a call is full, until a batch of another size comes, or until nobody sends another one before
 * the event loop turns. How they are put together changes no number.
 */
export class StepQueue {
  /** How many steps may wait for one call. */
  readonly most: number;
  readonly #session: TensorflowSession;
  readonly #calls: StepCalls;
  readonly #stack: StepStack;
  readonly #seed: Int32Array;
  #waiting: Waiting[] = [];
  #turn: NodeJS.Immediate | null = null;
  #step: number;

  constructor(
    session: TensorflowSession,
    calls: StepCalls,
    { limits, step, seed }: { readonly limits: Bindings; readonly step: number; readonly seed: number },
  ) {
    this.#session = session;
    this.#calls = calls;
    this.most = (calls.several?.outputs[0]?.shape[0] as number | undefined) ?? 1;
    this.#stack = new StepStack(calls.one.inputs, this.most, limits);
    this.#seed = Int32Array.of(seed | 0);
    this.#step = step;
  }

  /** Updates done. */
  get step(): number {
    return this.#step;
  }

  /** Takes the arrays of a batch as they are now. Throws where they are not what the step reads. */
  add(batch: Batch, rate: number): Promise<StepResult> {
    if (!this.#stack.takes(batch)) this.flush();
    this.#stack.add(batch, rate);
    const result = new Promise<StepResult>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    if (this.#stack.isFull) this.flush();
    else this.#turn ??= setImmediate(() => this.flush());
    return result;
  }

  /** Does the steps that wait, if any. What goes wrong is told to those who wait for their results. */
  flush(): void {
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#turn = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    try {
      const results = this.#run();
      for (const [place, { resolve }] of waiting.entries()) resolve(results[place] as StepResult);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    } finally {
      this.#stack.clear();
    }
  }

  #run(): readonly StepResult[] {
    const { one, several, hasOneShape } = this.#calls;
    const { count } = this.#stack;
    const isAlone = several === null || (count === 1 && !hasOneShape);
    const { bindings, values } = isAlone ? this.#stack.asOne() : this.#stack.asStack(hasOneShape);
    const own: Readonly<Record<string, Values>> = {
      [runNumbers.step]: Int32Array.of(this.#step),
      [runNumbers.seed]: this.#seed,
    };
    const [numbers] = this.#session.run(
      isAlone ? one : several,
      bindings,
      (name) => values(name) ?? own[name],
      'a training step',
    );
    const width = one.numbers.length;
    return Array.from({ length: count }, (_, place) =>
      this.#resultOf((numbers as Float32Array).subarray(place * width, (place + 1) * width)),
    );
  }

  #resultOf(numbers: Float32Array): StepResult {
    const found = new Map(this.#calls.one.numbers.map((name, place) => [name, numbers[place] as number]));
    if (found.get(updated) === 1) this.#step += 1;
    const losses = new Map([...found].filter(([name]) => name !== updated && name !== gradientNorm));
    const hasLoss = Number.isFinite(losses.get('loss'));
    return { losses, gradientNorm: hasLoss ? (found.get(gradientNorm) ?? null) : null };
  }
}
