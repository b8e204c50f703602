import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import type { Value } from '../../../compiler/graph/graph.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Program } from '../../../compiler/program.ts';
import { clipByGlobalNorm, clipByValue, type GradientRange } from '../../kernels/clipping.ts';
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import type { Kernels } from '../../kernels/load-kernels.ts';
import { keepMaskScalars } from '../../kernels/threefry.ts';
import type { Batch, StepResult } from '../engine.ts';
import type { BoundGraph } from './bound-graph.ts';
import type { Range } from './memory.ts';
import type { MemoryPlan, StoredTensor } from './plan-memory.ts';
import { planInflow, type SparseInflow, summedRange, sumRows, updateRows } from './sparse-update.ts';

/** A place in the graph that draws a dropout mask. */
interface MaskSite {
  readonly name: string;
  readonly site: number;
  readonly range: Range;
  readonly lastKept: number;
  readonly value: number;
}

/** What a training step needs beyond the stored tensors; planned before the memory is taken. */
export interface TrainingPlan {
  readonly nextBuffers: readonly { readonly name: string; readonly next: Range }[];
  readonly masks: readonly MaskSite[];
  readonly inflows: readonly SparseInflow[];
}

export function planTraining({ training }: Program, plan: MemoryPlan, limits: Bindings): TrainingPlan {
  const { planner } = plan;
  const largest = (value: Value): number => sizeOf(resolveShape(value.shape, limits));
  const take = (name: string): Range => {
    const value = training.outputs.get(name);
    if (value === undefined) throw new Error(`the training graph has no output ${name} (a bug of emoc)`);
    return planner.take(largest(value));
  };
  const masks = training.nodes.filter(({ op }) => op.name === 'keepMask');
  return {
    nextBuffers: plan.buffers
      .filter(({ name }) => training.outputs.has(`buffer/${name}`))
      .map(({ name }) => ({ name, next: take(`buffer/${name}`) })),
    masks: masks.map(({ attributes, outputs: [mask] }) => {
      const { site, keep } = attributes as { readonly site: number; readonly keep: number };
      return { name: `mask/${site}`, site, range: planner.take(largest(mask as Value)), ...keepMaskScalars(keep) };
    }),
    inflows: plan.tables.map((table) => planInflow(planner, table, training.outputs, largest)),
  };
}

/** Everything a training pass works on. */
export interface TrainingParts {
  readonly program: Program;
  readonly graph: BoundGraph;
  readonly kernels: Kernels;
  readonly memory: ArrayBuffer;
  readonly optimizer: Optimizer;
  readonly plan: MemoryPlan;
  readonly trainingPlan: TrainingPlan;
}

/** Forward and backward pass in one call, then clipping and the update, all in the session's memory. */
export class TrainingPass {
  readonly #parts: TrainingParts;
  readonly #losses: readonly (readonly [string, Float32Array])[];
  readonly #buffers: readonly { readonly now: Float32Array; readonly next: Float32Array }[];
  /** Gradients of all dense groups: padding between them is zero and stays so. */
  readonly #denseRanges: readonly GradientRange[];
  readonly #penalties: readonly number[];

  constructor(parts: TrainingParts) {
    const { graph, memory, plan, trainingPlan } = parts;
    const view = ({ at, count }: Range): Float32Array => new Float32Array(memory, at, count);
    this.#parts = parts;
    const packs = plan.groups.flatMap(({ pack }) => pack ?? []);
    const packed = new Set(packs.flatMap(({ members }) => members));
    for (const { name, count, ...range } of packs) graph.fetch(name, [count], view({ ...range, count }));
    for (const { name, shape, ...range } of plan.gradients)
      if (!packed.has(`gradient/${name}`)) graph.fetch(`gradient/${name}`, shape, view(range));
    for (const { name, ...range } of plan.losses) if (!packed.has(name)) graph.fetch(name, [], view(range));
    this.#losses = plan.losses.map(({ name, ...range }) => [name, view(range)]);
    this.#buffers = trainingPlan.nextBuffers.map(({ name, next }) => {
      const buffer = plan.buffers.find((one) => one.name === name) as StoredTensor;
      graph.fetch(`buffer/${name}`, buffer.shape, view(next));
      return { now: view(buffer), next: view(next) };
    });
    for (const { name, range } of trainingPlan.masks) graph.place('feed', name, range);
    for (const { name, range } of trainingPlan.inflows.flatMap(({ outputs }) => outputs)) graph.place('fetch', name, range);
    this.#denseRanges = plan.groups.map(({ gradient: { at, count } }) => ({ at, count }));
    this.#penalties = [...new Set([...plan.groups, ...plan.tables].map(({ l2 }) => l2))];
  }

  /**
   * One step, the update number `step` from 0. Where the loss or the gradients' norm is not finite nothing is changed: neither parameters nor
   * slots nor buffers. Returns whether the update was done.
   */
  async step(batch: Batch, rate: number, step: number): Promise<StepResult & { readonly isUpdated: boolean }> {
    const { graph, kernels, program } = this.#parts;
    graph.size(batch.bindings);
    for (const { name, site, range, lastKept, value } of this.#parts.trainingPlan.masks)
      kernels.keepMask(range.at, graph.countOf(name), program.seed, site, step, lastKept, value);
    await graph.run(batch.fields);
    const losses = new Map<string, number>();
    for (const [name, values] of this.#losses) losses.set(name, values[0] as number);
    if (!Number.isFinite(losses.get('loss'))) return { losses, gradientNorm: null, isUpdated: false };
    const { gradientNorm, isUpdated } = this.#update(rate, step);
    if (isUpdated) for (const { now, next } of this.#buffers) now.set(next);
    return { losses, gradientNorm, isUpdated };
  }

  #update(rate: number, step: number): { readonly gradientNorm: number | null; readonly isUpdated: boolean } {
    const { graph, kernels, optimizer, plan, trainingPlan, program } = this.#parts;
    const { clipNorm, clipValue } = program.optimizer;
    const rowCounts = trainingPlan.inflows.map((inflow) => sumRows(kernels, inflow, graph));
    let gradientNorm: number | null = null;
    if (clipNorm !== null || clipValue !== null) {
      const sparse = trainingPlan.inflows.map((inflow, place) => summedRange(inflow, rowCounts[place] as number));
      const ranges = [...this.#denseRanges, ...sparse];
      if (clipValue !== null) clipByValue(kernels, ranges, clipValue);
      if (clipNorm !== null) gradientNorm = clipByGlobalNorm(kernels, ranges, clipNorm);
    }
    if (gradientNorm !== null && !Number.isFinite(gradientNorm)) return { gradientNorm, isUpdated: false };
    for (const l2 of this.#penalties) {
      const update = optimizer.prepare({ step: step + 1, rate, l2 });
      for (const { l2: own, parameters, gradient, slots } of plan.groups) {
        if (own === l2)
          update.dense(kernels, {
            parameters: parameters.at,
            gradient: gradient.at,
            slots: slots.map(({ at }) => at),
            count: parameters.count,
          });
      }
      for (const [place, inflow] of trainingPlan.inflows.entries())
        if (inflow.table.l2 === l2) updateRows(kernels, inflow, rowCounts[place] as number, update);
    }
    return { gradientNorm, isUpdated: true };
  }
}
