import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { OnnxModel, OnnxValue } from '../../../compiler/emit/onnx/emit-onnx.ts';
import { type Bindings, type Dimension, resolveShape, symbolsOf } from '../../../compiler/graph/dimension.ts';
import type { Dtype } from '../../../compiler/graph/graph.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Field } from '../../../compiler/program.ts';
import type { Batch } from '../engine.ts';
import type { Range } from './memory.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';
import { type RunSettings, sessionOptions } from './session-options.ts';

/**
 * The binding copies every result that it returns into an array of its own, after it has been written where it was asked for. A list of
 * tensors is nothing it can return: where that is the first output, it gives up with this message when all results are in their places and
 * none is copied. A version that can return lists would copy again, and no more.
 */
const refusal = 'Non tensor type is temporarily not supported.';

/** Name of that output. */
export const listOutput = 'results-in-place';

type Values = Float32Array | Int32Array | Uint8Array;
type Side = 'feed' | 'fetch';

const onnxTypes: Readonly<Record<Dtype, Tensor.Type>> = { f32: 'float32', i32: 'int32', bool: 'bool' };

/** What lies in the session's memory with the sizes of a call: a mask, the gradient rows of a table. */
interface Placed extends OnnxValue {
  readonly side: Side;
  readonly range: Range;
  /** How many of the range's numbers the last call used. */
  count: number;
}

/** An array of the batch, and the shape it must have in this call. */
interface FieldSlot extends OnnxValue {
  sizes: readonly number[];
  count: number;
  /** The array of the last call; while it stays the same, so does its tensor. */
  last: Values | null;
}

/**
 * A model loaded into ONNX Runtime with the tensors it is called with: nothing is copied on the way in, and results are written where
 * they are wanted.
 *
 * Tensors that never change are bound once; those that depend on the sizes of a batch are made anew only when the sizes change. A call
 * with known sizes and known arrays makes no tensors at all.
 */
export class BoundGraph {
  readonly #runtime: OnnxRuntime;
  readonly #session: InferenceSession;
  readonly #model: OnnxModel;
  readonly #memory: ArrayBuffer;
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor | null> = {};
  readonly #placed = new Map<string, Placed>();
  readonly #symbols: readonly string[];
  readonly #sizes: Record<string, number>;
  #fields: FieldSlot[];
  #results: FieldSlot[];
  #isSized = false;

  private constructor(runtime: OnnxRuntime, session: InferenceSession, model: OnnxModel, memory: ArrayBuffer, limits: Bindings) {
    this.#runtime = runtime;
    this.#session = session;
    this.#model = model;
    this.#memory = memory;
    this.#sizes = { ...limits };
    const shapes = [...model.inputs, ...model.outputs].map(({ shape }) => shape);
    this.#symbols = [...new Set([...shapes, ...model.sizes.map(({ dimensions }) => dimensions)].flat().flatMap(symbolsOf))];
    const slot = (value: OnnxValue): FieldSlot => ({ ...value, sizes: [], count: 0, last: null });
    this.#fields = model.inputs.map(slot);
    this.#results = model.outputs.map(slot);
  }

  /** Loads a model. `limits` stands in for symbols that a batch does not bind. */
  static async load(
    runtime: OnnxRuntime,
    model: OnnxModel,
    memory: ArrayBuffer,
    limits: Bindings,
    settings: RunSettings,
  ): Promise<BoundGraph> {
    const session = await runtime.InferenceSession.create(model.model, sessionOptions(settings));
    const graph = new BoundGraph(runtime, session, model, memory, limits);
    if (settings.isReturnPrevented) graph.#fetches[listOutput] = null;
    return graph;
  }

  /** Binds an input for good to an array with the sizes it always has. Does nothing where the model has no such input. */
  feed(name: string, sizes: readonly number[], values: Values): void {
    const field = this.#fields.find((one) => one.name === name);
    if (field === undefined) return;
    this.#feeds[name] = this.#tensorOf(field.dtype, values, sizes);
    this.#fields = this.#fields.filter((one) => one !== field);
  }

  /** Binds a field of the run, which has the sizes of the limits, to the array that brings it. */
  feedConstant({ name, shape }: Field, constants: Batch['fields']): void {
    const values = constants.get(name);
    if (values === undefined) throw new Error(`the run has no values for the field ${name} (a bug of emoc)`);
    this.feed(name, resolveShape(shape, this.#sizes), values);
  }

  /** Binds an output for good to an array with the sizes it always has. */
  fetch(name: string, sizes: readonly number[], values: Values): void {
    const result = this.#results.find((one) => one.name === name);
    if (result === undefined) throw new Error(`the graph has no output ${name} (a bug of emoc)`);
    this.#fetches[name] = this.#tensorOf(result.dtype, values, sizes);
    this.#results = this.#results.filter((one) => one !== result);
  }

  /** Gives an input or output its place in the session's memory, of which each call uses as much as its sizes say. */
  place(side: Side, name: string, range: Range): void {
    const list = side === 'feed' ? this.#fields : this.#results;
    const value = list.find((one) => one.name === name);
    if (value === undefined) throw new Error(`the graph has no ${side === 'feed' ? 'input' : 'output'} ${name} (a bug of emoc)`);
    this.#placed.set(name, { ...value, side, range, count: 0 });
    if (side === 'feed') this.#fields = this.#fields.filter((one) => one !== value);
    else this.#results = this.#results.filter((one) => one !== value);
    this.#isSized = false;
  }

  /** How many numbers the placed input or output has in the last call, or in the one that `size` was called for. */
  countOf(name: string): number {
    return (this.#placed.get(name) as Placed).count;
  }

  /** Takes over the sizes of a batch. Returns whether any of them changed. */
  size(bindings: Bindings): boolean {
    let hasChanged = !this.#isSized;
    for (const symbol of this.#symbols) {
      const size = bindings[symbol];
      if (size === undefined || size === this.#sizes[symbol]) continue;
      this.#sizes[symbol] = size;
      hasChanged = true;
    }
    if (hasChanged) this.#resize();
    return hasChanged;
  }

  /** Runs the model on a batch whose sizes it has been told. Outputs without a place are returned, in arrays of their own. */
  async run(fields: Batch['fields']): Promise<ReadonlyMap<string, Float32Array>> {
    for (const field of this.#fields) this.#feedField(field, fields.get(field.name));
    const results = new Map<string, Float32Array>();
    for (const { name, dtype, sizes, count } of this.#results) {
      const values = new Float32Array(count);
      results.set(name, values);
      this.#fetches[name] = this.#tensorOf(dtype, values, sizes);
    }
    try {
      await this.#session.run(this.#feeds, this.#fetches);
    } catch (error) {
      if (!(error instanceof Error && error.message === refusal)) throw error;
    }
    return results;
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #resize(): void {
    const measured = (shape: readonly Dimension[]): { sizes: readonly number[]; count: number } => {
      const sizes = resolveShape(shape, this.#sizes);
      return { sizes, count: sizeOf(sizes) };
    };
    for (const slot of [...this.#fields, ...this.#results]) Object.assign(slot, measured(slot.shape), { last: null });
    for (const placed of this.#placed.values()) {
      const { name, dtype, shape, side, range } = placed;
      const { sizes, count } = measured(shape);
      if (count > range.count)
        throw new Error(`${name} has ${count} values where the limits leave room for ${range.count} (a bug of emoc)`);
      placed.count = count;
      const View = dtype === 'i32' ? Int32Array : Float32Array;
      const tensor = this.#tensorOf(dtype, new View(this.#memory, range.at, count), sizes);
      (side === 'feed' ? this.#feeds : this.#fetches)[name] = tensor;
    }
    for (const { name, dtype, dimensions } of this.#model.sizes) {
      const sizes = resolveShape(dimensions, this.#sizes);
      this.#feeds[name] =
        dtype === 'i64'
          ? new this.#runtime.Tensor('int64', BigInt64Array.from(sizes, BigInt), [sizes.length])
          : new this.#runtime.Tensor('float32', Float32Array.from(sizes), []);
    }
    this.#isSized = true;
  }

  #feedField(field: FieldSlot, values: Values | undefined): void {
    const { name, dtype, sizes, count } = field;
    if (values === undefined) throw new Error(`the batch has no field ${name} (a bug of emoc)`);
    if (values === field.last) return;
    if (values.length !== count)
      throw new Error(`the field ${name} has ${values.length} values for the shape [${sizes.join(', ')}] (a bug of emoc)`);
    this.#feeds[name] = this.#tensorOf(dtype, values, sizes);
    field.last = values;
  }

  #tensorOf(dtype: Dtype, values: Values, sizes: readonly number[]): Tensor {
    return new this.#runtime.Tensor(onnxTypes[dtype], values, sizes);
  }
}
