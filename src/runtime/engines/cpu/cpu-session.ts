import { emitOnnx } from '../../../compiler/emit/onnx/emit-onnx.ts';
import type { Graph } from '../../../compiler/graph/graph.ts';
import { conv2d } from '../../../compiler/ops/conv-2d.ts';
import { prepareForProcessor } from '../../../compiler/passes/prepare-for-processor.ts';
import type { Program } from '../../../compiler/program.ts';
import { loadKernels } from '../../kernels/load-kernels.ts';
import type { Batch, LoadOptions, Session, StepResult, TrainingState } from '../engine.ts';
import { optimizerOf } from '../optimizer-of.ts';
import { BoundGraph, listOutput } from './bound-graph.ts';
import { findChannelBlock } from './channel-block.ts';
import { takeMemory } from './memory.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';
import { type DenseGroup, type MemoryPlan, planMemory } from './plan-memory.ts';
import { settingsFor } from './session-options.ts';
import { readState, viewOf, writeState } from './state.ts';
import { planTraining, TrainingPass } from './training-pass.ts';

/**
 * Loads a program: one memory with everything that lives as long as the session, one ONNX Runtime session for training steps, one for
 * outputs, both reading the parameters where they lie.
 */
export async function loadSession(program: Program, state: TrainingState, options: LoadOptions): Promise<Session> {
  const { limits, isTraining } = options;
  const runtime = await loadOnnxRuntime();
  const optimizer = isTraining ? optimizerOf(program.optimizer) : null;
  const plan = planMemory(program, limits, optimizer);
  const trainingPlan = isTraining ? planTraining(program, plan, limits) : null;
  const webMemory = takeMemory(plan.planner.sizeBytes);
  const memory = webMemory.buffer;
  writeState(memory, plan, state);
  const hasConvolutions = program.inference.nodes.some(({ op }) => op.name === conv2d.name);
  const channelBlock = hasConvolutions ? await findChannelBlock(runtime) : null;

  const load = async (graph: Graph, part: string, groups: readonly DenseGroup[] = []): Promise<BoundGraph> => {
    const vectorPacks = groups.flatMap(({ vectorPack }) => vectorPack ?? []);
    const settings = settingsFor(graph, limits, options.threads);
    const bound = await BoundGraph.load(
      runtime,
      emitOnnx(graph, `${program.name}/${part}`, {
        packs: groups.flatMap(({ pack }) => pack ?? []),
        inputPacks: vectorPacks,
        list: settings.isReturnPrevented ? listOutput : null,
        isParallel: settings.threads > 1,
        channelBlock,
      }),
      memory,
      limits,
      settings,
    );
    for (const stored of [...plan.parameters, ...plan.buffers]) bound.feed(stored.name, stored.shape, viewOf(memory, stored));
    for (const pack of vectorPacks) bound.feed(pack.name, [pack.count], viewOf(memory, pack));
    for (const field of program.fields.filter(({ isPerRun }) => isPerRun)) bound.feedConstant(field, options.constants);
    return bound;
  };
  const inference = await load(program.inference, 'inference');
  if (optimizer === null || trainingPlan === null) return new CpuSession(memory, plan, state.step, inference, null, null);
  const graph = await load(prepareForProcessor(program.training, { verify: false }), 'training', plan.groups);
  const kernels = loadKernels(webMemory);
  const training = new TrainingPass({ program, graph, kernels, memory, optimizer, plan, trainingPlan });
  return new CpuSession(memory, plan, state.step, inference, graph, training);
}

class CpuSession implements Session {
  readonly #memory: ArrayBuffer;
  readonly #plan: MemoryPlan;
  readonly #inference: BoundGraph;
  readonly #graph: BoundGraph | null;
  readonly #training: TrainingPass | null;
  #step: number;
  #isDisposed = false;

  constructor(
    memory: ArrayBuffer,
    plan: MemoryPlan,
    step: number,
    inference: BoundGraph,
    graph: BoundGraph | null,
    training: TrainingPass | null,
  ) {
    this.#memory = memory;
    this.#plan = plan;
    this.#step = step;
    this.#inference = inference;
    this.#graph = graph;
    this.#training = training;
  }

  async step(batch: Batch, rate: number): Promise<StepResult> {
    this.#check();
    if (this.#training === null) throw new Error('this session was loaded without training (a bug of emoc)');
    const { losses, gradientNorm, isUpdated } = await this.#training.step(batch, rate, this.#step);
    if (isUpdated) this.#step += 1;
    return { losses, gradientNorm };
  }

  async outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    this.#inference.size(batch.bindings);
    return this.#inference.run(batch.fields);
  }

  async state(): Promise<TrainingState> {
    this.#check();
    return readState(this.#memory, this.#plan, this.#step);
  }

  /** Gives back what ONNX Runtime holds; the memory goes with the session. Doing it twice is no mistake. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    await this.#inference.release();
    await this.#graph?.release();
  }

  #check(): void {
    if (this.#isDisposed) throw new Error('the session was disposed (a bug of emoc)');
  }
}
