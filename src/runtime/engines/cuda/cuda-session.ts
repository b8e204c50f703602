import { emitSavedModel, type SavedModel } from '../../../compiler/emit/tensorflow/saved-model/saved-model.ts';
import type { Variable } from '../../../compiler/emit/tensorflow/saved-model/variables.ts';
import { type Bindings, isSameShape, printShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Program } from '../../../compiler/program.ts';
import type { Batch, LoadOptions, Session, StateTensor, StepResult, TrainingState } from '../engine.ts';
import { optimizerOf } from '../optimizer-of.ts';
import { padToBuckets } from './buckets.ts';
import { StepQueue } from './step-queue.ts';
import { stepsACall } from './steps-a-call.ts';
import type { Tensorflow } from './tensorflow-addon.ts';
import { TensorflowSession, type Values } from './tensorflow-session.ts';

/** Most bytes that one call moves when a state is set or read: the copies on the way must fit beside the variables. */
const chunkBytes = 256 * 2 ** 20;

/** How a session computes. */
export interface Choice {
  readonly device: 'gpu' | 'cpu';
  /** Whether XLA compiles the step. */
  readonly isCompiled: boolean;
}

/** Loads a program into TensorFlow and gives its variables their values. */
export function loadSession(
  tensorflow: Tensorflow,
  choice: Choice,
  program: Program,
  state: TrainingState,
  options: LoadOptions,
): Session {
  const { limits, isTraining, constants } = options;
  const { isCompiled } = choice;
  const model = emitSavedModel(program, {
    limits,
    isTraining,
    isCompiled,
    stepsACall: stepsACall(program, limits, choice.device),
    chunkBytes,
  });
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
  return new CudaSession(session, model, program, state, limits, isCompiled);
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

/** Weights, slots and buffers stay where TensorFlow computes; batches go in, several steps a call where they are small. */
class CudaSession implements Session {
  readonly stepsInFlight: number;
  readonly #session: TensorflowSession;
  readonly #model: SavedModel;
  readonly #program: Program;
  readonly #limits: Bindings;
  readonly #isCompiled: boolean;
  readonly #queue: StepQueue | null;
  readonly #startStep: number;
  #isDisposed = false;

  constructor(
    session: TensorflowSession,
    model: SavedModel,
    program: Program,
    { step }: TrainingState,
    limits: Bindings,
    isCompiled: boolean,
  ) {
    this.#session = session;
    this.#model = model;
    this.#program = program;
    this.#limits = limits;
    this.#isCompiled = isCompiled;
    this.#startStep = step;
    this.#queue =
      model.step === null
        ? null
        : new StepQueue(
            session,
            { one: model.step, several: model.steps, hasOneShape: isCompiled },
            { limits, step, seed: program.seed },
          );
    this.stepsInFlight = this.#queue?.most ?? 1;
  }

  async step(batch: Batch, rate: number): Promise<StepResult> {
    this.#check();
    if (this.#queue === null) throw new Error('this session was loaded without training (a bug of emoc)');
    return this.#queue.add(this.#isCompiled ? padToBuckets(this.#program.fields, batch, this.#limits) : batch, rate);
  }

  async outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    this.#queue?.flush();
    const { outputs } = this.#model;
    const bindings = { ...this.#limits, ...batch.bindings };
    const results = this.#session.run(outputs, bindings, (name) => batch.fields.get(name), 'computing outputs');
    return new Map(outputs.outputs.map(({ name }, place) => [name, results[place] as Float32Array]));
  }

  async state(): Promise<TrainingState> {
    this.#check();
    this.#queue?.flush();
    const tensors = new Map<string, StateTensor>();
    for (const get of this.#model.get) {
      const results = this.#session.run(get, this.#limits, () => undefined, 'reading the weights');
      for (const [place, { name, shape }] of get.outputs.entries())
        tensors.set(name, { shape: shape as readonly number[], data: results[place] as Float32Array });
    }
    return { step: this.#queue?.step ?? this.#startStep, tensors };
  }

  /** Gives back what TensorFlow holds. Doing it twice is no mistake. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#queue?.flush();
    this.#isDisposed = true;
    this.#session.dispose();
  }

  #check(): void {
    if (this.#isDisposed) throw new Error('the session was disposed (a bug of emoc)');
  }
}
