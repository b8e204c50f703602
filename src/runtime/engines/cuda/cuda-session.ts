import { emitSavedModel, type SavedModel } from '../../../compiler/emit/tensorflow/saved-model/saved-model.ts';
import { gradientNorm, updated } from '../../../compiler/emit/tensorflow/saved-model/step.ts';
import type { Variable } from '../../../compiler/emit/tensorflow/saved-model/variables.ts';
import { isSameShape, printShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Program } from '../../../compiler/program.ts';
import type { Batch, LoadOptions, Session, StateTensor, StepResult, TrainingState } from '../engine.ts';
import { optimizerOf } from '../optimizer-of.ts';
import { padToBuckets } from './buckets.ts';
import type { Tensorflow } from './tensorflow-addon.ts';
import { TensorflowSession, type Values } from './tensorflow-session.ts';

/** Most bytes that one call moves when a state is set or read: the copies on the way must fit beside the variables. */
const chunkBytes = 256 * 2 ** 20;

/** Loads a program into TensorFlow and gives its variables their values. */
export function loadSession(
  tensorflow: Tensorflow,
  isCompiled: boolean,
  program: Program,
  state: TrainingState,
  options: LoadOptions,
): Session {
  const { limits, isTraining, constants } = options;
  const model = emitSavedModel(program, { limits, isTraining, isCompiled, chunkBytes });
  const starts = startsOf(program, isTraining);
  const valuesOf = (variable: Variable): Values =>
    variable.isState ? stateOf(variable, state, starts) : constantOf(variable, constants);
  const values = new Map(model.variables.map((variable) => [variable.name, valuesOf(variable)]));
  const session = TensorflowSession.load(tensorflow, model);
  try {
    for (const set of model.set) session.run(set, limits, (name) => values.get(name), 'setting the weights');
  } catch (error) {
    session.dispose();
    throw error;
  }
  return new CudaSession(session, model, program, state.step, options, isCompiled);
}

/** What the slots of a parameter start with at step 0, by the beginning of their names. */
function startsOf({ optimizer, parameters }: Program, isTraining: boolean): ReadonlyMap<string, number> {
  if (!isTraining) return new Map();
  const { slots } = optimizerOf(optimizer);
  return new Map(slots.flatMap((slot) => parameters.map(({ name }) => [`${slot.name}/${name}`, slot.initial] as const)));
}

function stateOf({ name, shape }: Variable, state: TrainingState, starts: ReadonlyMap<string, number>): Values {
  const found = state.tensors.get(name);
  const start = starts.get(name);
  if (found === undefined && start !== undefined && state.step === 0) return new Float32Array(sizeOf(shape)).fill(start);
  if (found === undefined) throw new Error(`the state has no ${name} (a bug of emoc)`);
  if (!isSameShape(found.shape, shape))
    throw new Error(`the state's ${name} is ${printShape(found.shape)}, not ${printShape(shape)} (a bug of emoc)`);
  return found.data;
}

function constantOf({ name }: Variable, constants: Batch['fields']): Values {
  const values = constants.get(name);
  if (values === undefined) throw new Error(`the run has no values for the field ${name} (a bug of emoc)`);
  return values;
}

/** One call a step; weights, slots and buffers stay where TensorFlow computes. */
class CudaSession implements Session {
  readonly #session: TensorflowSession;
  readonly #model: SavedModel;
  readonly #program: Program;
  readonly #options: LoadOptions;
  readonly #isCompiled: boolean;
  readonly #rate = new Float32Array(1);
  readonly #stepNumber = new Int32Array(1);
  readonly #seed: Int32Array;
  #step: number;
  #isDisposed = false;

  constructor(
    session: TensorflowSession,
    model: SavedModel,
    program: Program,
    step: number,
    options: LoadOptions,
    isCompiled: boolean,
  ) {
    this.#session = session;
    this.#model = model;
    this.#program = program;
    this.#options = options;
    this.#isCompiled = isCompiled;
    this.#seed = Int32Array.of(program.seed | 0);
    this.#step = step;
  }

  async step(given: Batch, rate: number): Promise<StepResult> {
    this.#check();
    const { step } = this.#model;
    if (step === null) throw new Error('this session was loaded without training (a bug of emoc)');
    const batch = this.#isCompiled ? padToBuckets(this.#program.fields, given, this.#options.limits) : given;
    this.#rate[0] = rate;
    this.#stepNumber[0] = this.#step;
    const own: Readonly<Record<string, Values>> = { rate: this.#rate, step: this.#stepNumber, seed: this.#seed };
    const bindings = { ...this.#options.limits, ...batch.bindings };
    const [numbers] = this.#session.run(step, bindings, (name) => batch.fields.get(name) ?? own[name], 'a training step');
    const found = new Map(step.numbers.map((name, place) => [name, (numbers as Values)[place] as number]));
    if (found.get(updated) === 1) this.#step += 1;
    const losses = new Map([...found].filter(([name]) => name !== updated && name !== gradientNorm));
    const hasLoss = Number.isFinite(losses.get('loss'));
    return { losses, gradientNorm: hasLoss ? (found.get(gradientNorm) ?? null) : null };
  }

  async outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    const { outputs } = this.#model;
    const bindings = { ...this.#options.limits, ...batch.bindings };
    const results = this.#session.run(outputs, bindings, (name) => batch.fields.get(name), 'computing outputs');
    return new Map(outputs.outputs.map(({ name }, place) => [name, results[place] as Float32Array]));
  }

  async state(): Promise<TrainingState> {
    this.#check();
    const tensors = new Map<string, StateTensor>();
    for (const get of this.#model.get) {
      const results = this.#session.run(get, this.#options.limits, () => undefined, 'reading the weights');
      for (const [place, { name, shape }] of get.outputs.entries())
        tensors.set(name, { shape: shape as readonly number[], data: results[place] as Float32Array });
    }
    return { step: this.#step, tensors };
  }

  /** Gives back what TensorFlow holds. Doing it twice is no mistake. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#session.dispose();
  }

  #check(): void {
    if (this.#isDisposed) throw new Error('the session was disposed (a bug of emoc)');
  }
}
