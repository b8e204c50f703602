import { coupledL2 } from '../../../compiler/catalogue/define-optimizer.ts';
import type { Bindings } from '../../../compiler/graph/dimension.ts';
import type { Graph } from '../../../compiler/graph/graph.ts';
import type { Tensor } from '../../../compiler/graph/tensor.ts';
import { evaluate } from '../../../compiler/passes/evaluate.ts';
import type { Parameter, Program } from '../../../compiler/program.ts';
import { clipByGlobalNormReference, clipByValueReference } from '../../kernels/clipping.ts';
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import type { Batch, LoadOptions, Session, StateTensor, StepResult, TrainingState } from '../engine.ts';
import { optimizerOf } from '../optimizer-of.ts';
import { fieldTensor, readStored, type Stored } from './numbers.ts';
import { output, type RowGradients, sumRowGradients } from './row-gradients.ts';

/** Loads a program for the reference engine. `threads` plays no part: there is one. */
export async function loadSession(program: Program, state: TrainingState, options: LoadOptions): Promise<Session> {
  const optimizer = options.isTraining ? optimizerOf(program.optimizer) : null;
  return new ReferenceSession(program, readStored(program, state, options, optimizer), state.step, options, optimizer);
}

/** A trained parameter and its gradient: dense, or the rows that the batch touched. */
interface Update {
  readonly parameter: Parameter;
  readonly gradient: Float64Array;
  readonly rows: RowGradients | null;
}

/**
 * Steps in float64 from a state that is float32 between the steps, as every engine's: so a state that is saved and loaded continues with
 * the very same numbers.
 */
class ReferenceSession implements Session {
  readonly #program: Program;
  readonly #stored: Map<string, Stored>;
  readonly #options: LoadOptions;
  readonly #optimizer: Optimizer | null;
  #step: number;
  #isDisposed = false;

  constructor(program: Program, stored: Map<string, Stored>, step: number, options: LoadOptions, optimizer: Optimizer | null) {
    this.#program = program;
    this.#stored = stored;
    this.#step = step;
    this.#options = options;
    this.#optimizer = optimizer;
  }

  async step(batch: Batch, rate: number): Promise<StepResult> {
    this.#check();
    if (this.#optimizer === null) throw new Error('this session was loaded without training (a bug of emoc)');
    const { clipNorm, clipValue } = this.#program.optimizer;
    const results = this.#evaluate(this.#program.training, batch);
    const isLoss = (name: string): boolean => name === 'loss' || name.startsWith('loss/');
    const losses = new Map([...results].filter(([name]) => isLoss(name)).map(([name, { data }]) => [name, data[0] as number]));
    if (!Number.isFinite(losses.get('loss'))) return { losses, gradientNorm: null };
    const updates = this.#program.parameters
      .filter(({ isTrained }) => isTrained)
      .map((parameter) => updateOf(parameter, results));
    const gradients = updates.map(({ gradient }) => gradient);
    if (clipValue !== null) clipByValueReference(gradients, clipValue);
    const gradientNorm = clipNorm === null ? null : clipByGlobalNormReference(gradients, clipNorm);
    if (gradientNorm !== null && !Number.isFinite(gradientNorm)) return { losses, gradientNorm };
    for (const update of updates) this.#apply(this.#optimizer, update, rate);
    for (const { name } of this.#program.buffers) {
      const next = results.get(`buffer/${name}`);
      if (next !== undefined) (this.#stored.get(name) as Stored).data.set(next.data.map(Math.fround));
    }
    this.#step += 1;
    return { losses, gradientNorm };
  }

  async outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    const results = this.#evaluate(this.#program.inference, batch);
    return new Map([...results].map(([name, { data }]) => [name, Float32Array.from(data)]));
  }

  async state(): Promise<TrainingState> {
    this.#check();
    const tensors = [...this.#stored].map(([name, { shape, data }]): [string, StateTensor] => [
      name,
      { shape, data: Float32Array.from(data) },
    ]);
    return { step: this.#step, tensors: new Map(tensors) };
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#stored.clear();
  }

  #check(): void {
    if (this.#isDisposed) throw new Error('the session was disposed (a bug of emoc)');
  }

  #evaluate(graph: Graph, batch: Batch): ReadonlyMap<string, Tensor> {
    const bindings: Bindings = { ...this.#options.limits, ...batch.bindings };
    const inputs = new Map<string, Tensor>(this.#stored);
    const read = new Set(graph.nodes.map(({ attributes: { name } }) => name));
    for (const field of this.#program.fields) {
      if (!read.has(field.name)) continue;
      inputs.set(field.name, fieldTensor(field, field.isPerRun ? this.#options.constants : batch.fields, bindings));
    }
    return evaluate(graph, { inputs, bindings, seed: this.#program.seed, step: this.#step });
  }

  #apply(optimizer: Optimizer, { parameter: { name, l2 }, gradient, rows }: Update, rate: number): void {
    const step = { step: this.#step + 1, rate, l2: coupledL2(l2) };
    const values = (this.#stored.get(name) as Stored).data;
    const slots = optimizer.slots.map((slot) => (this.#stored.get(`${slot.name}/${name}`) as Stored).data);
    const update = (from: number, to: number, part: Float64Array): void => {
      const [ownValues, ...ownSlots] = [values, ...slots].map((data) => data.subarray(from, to));
      optimizer.reference(ownValues as Float64Array, part, ownSlots, step);
      for (const data of [ownValues as Float64Array, ...ownSlots])
        for (let place = 0; place < data.length; place += 1) data[place] = Math.fround(data[place] as number);
    };
    if (rows === null) update(0, values.length, gradient);
    else
      for (const [place, id] of rows.ids.entries())
        update(id * rows.width, (id + 1) * rows.width, gradient.subarray(place * rows.width, (place + 1) * rows.width));
  }
}

function updateOf(parameter: Parameter, results: ReadonlyMap<string, Tensor>): Update {
  const rows = results.has(`ids/${parameter.name}`) ? sumRowGradients(parameter.name, results) : null;
  const gradient = rows === null ? Float64Array.from(output(results, `gradient/${parameter.name}`).data) : rows.sums;
  return { parameter, gradient, rows };
}
