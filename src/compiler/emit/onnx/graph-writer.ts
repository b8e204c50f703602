import type { Dimension } from '../../graph/dimension.ts';
import type { Dtype, Node, Value } from '../../graph/graph.ts';
import { blockedDomain, type OnnxAttribute, type OnnxNode, type OnnxWriter } from '../../graph/onnx-writer.ts';
import { sizeOf } from '../../graph/tensor.ts';
import { freshName } from '../fresh-name.ts';
import { BlockedImages } from './blocked-images.ts';
import type { ConstantTensor } from './messages.ts';
import { countInput, reshapeTarget, type SizeInput, sizeInput } from './shape-vectors.ts';

export interface WrittenNode extends OnnxNode {
  readonly name: string;
}

/** What an emission may count on in what will run the model. */
export interface RunnerTraits {
  /** Whether several threads will run the model. Results are the same but for rounding. */
  readonly isParallel: boolean;
  /** How many channels its convolutions want side by side; with `null` any ONNX Runtime runs the model. */
  readonly channelBlock: number | null;
}

/**
 * Collects the ONNX nodes of a graph, node by node in the graph's order. Names come from the scopes of the nodes and from counters, so
 * the same graph gives the same model.
 *
 * Constants and size inputs are noted when they are asked for, whether a node comes to read them or not.
 */
export class GraphWriter implements OnnxWriter {
  readonly isParallel: boolean;
  readonly channelBlock: number | null;
  readonly nodes: WrittenNode[] = [];
  readonly constants = new Map<string, ConstantTensor>();
  readonly sizes = new Map<string, SizeInput>();
  #scope = '';
  readonly #names = new Map<Value, string>();
  readonly #values = new Map<string, Value>();
  readonly #taken: Set<string>;
  readonly #counters = new Map<string, number>();
  readonly #made = new Set<string>();
  readonly #images = new BlockedImages();
  readonly #transposed = new Map<string, { readonly source: string; readonly permutation: readonly number[] }>();
  readonly #joined = new Map<
    string,
    { readonly names: readonly string[]; readonly sizes: readonly number[]; readonly axis: number }
  >();

  /** `reserved` are names that no node may take: those of the model's inputs and outputs. */
  constructor(reserved: Iterable<string>, { isParallel, channelBlock }: RunnerTraits) {
    this.#taken = new Set(reserved);
    this.isParallel = isParallel;
    this.channelBlock = channelBlock;
  }

  /** Writes one node of the graph. Returns the values that came from outside: an input's name, or a mask's. */
  write(node: Node): readonly { readonly name: string; readonly value: Value }[] {
    this.#scope = node.scope;
    const names = node.op.onnx(node, this, node.attributes);
    if (names.length !== node.outputs.length)
      throw new Error(`${node.op.name} wrote ${names.length} of its ${node.outputs.length} outputs (a bug of emoc)`);
    const fromOutside: { name: string; value: Value }[] = [];
    for (const [index, value] of node.outputs.entries()) {
      const name = names[index] as string;
      this.#names.set(value, name);
      if (!this.#values.has(name)) this.#values.set(name, value);
      if (!this.isMade(name) && !this.sizes.has(name)) fromOutside.push({ name, value });
    }
    return fromOutside;
  }

  /** Whether a name belongs to a node's result or a constant, and not to an input. */
  isMade(name: string): boolean {
    return this.#made.has(name) || this.constants.has(name);
  }

  isResult(name: string): boolean {
    return this.#made.has(name);
  }

  name(value: Value): string {
    const name = this.#names.get(value);
    if (name === undefined) throw new Error(`${value.node.op.name} is used before it is written (a bug of emoc)`);
    return name;
  }

  add(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    { outputs: count = 1, domain = '' }: { readonly outputs?: number; readonly domain?: string } = {},
  ): readonly string[] {
    const name = this.fresh(this.#scope === '' ? type : `${this.#scope}/${type}`);
    const outputs = Array.from({ length: count }, (_, index) => (index === 0 ? name : this.fresh(`${name}.${index}`)));
    for (const output of outputs) this.#made.add(output);
    this.nodes.push({
      name,
      type,
      inputs: type === 'Reshape' ? this.#reshapeInputs(inputs) : inputs,
      outputs,
      attributes,
      domain,
    });
    return outputs;
  }

  transpose(name: string, permutation: readonly number[]): string {
    const before = this.#transposed.get(name);
    const source = before?.source ?? name;
    const order = before === undefined ? permutation : permutation.map((axis) => before.permutation[axis] as number);
    if (order.every((axis, place) => axis === place)) return source;
    const [result] = this.add('Transpose', [source], { perm: order }) as [string];
    this.#transposed.set(result, { source, permutation: order });
    return result;
  }

  join(names: readonly string[], sizes: readonly number[], axis: number): string {
    const [result] = this.add('Concat', names, { axis }) as [string];
    this.#joined.set(result, { names, sizes, axis });
    return result;
  }

  cut(name: string, sizes: readonly number[], axis: number): readonly string[] {
    const joined = this.#joined.get(name);
    const isSame = joined?.axis === axis && joined.sizes.join() === sizes.join();
    return isSame ? joined.names : this.add('Split', [name, this.longs(sizes)], { axis }, { outputs: sizes.length });
  }

  inBlocks(name: string, shape: readonly Dimension[]): string {
    const known = this.#images.of(name);
    if (known !== undefined) return known;
    const [blocked] = this.add('ReorderInput', [name], {}, { domain: blockedDomain }) as [string];
    this.#images.note(name, blocked, shape, false);
    return blocked;
  }

  fromBlocks(blocked: string, shape: readonly Dimension[]): string {
    const [name] = this.add('ReorderOutput', [blocked], { channels: Number(shape[1]) }, { domain: blockedDomain }) as [string];
    this.#images.note(name, blocked, shape, true);
    return name;
  }

  isMadeInBlocks(name: string): boolean {
    return this.#images.isMadeInBlocks(name);
  }

  elementWise(
    type: string,
    names: readonly string[],
    dtype: Dtype,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): readonly string[] {
    const shape = this.#images.sharedShape(names.filter((name) => !this.#isScalar(name)));
    if (shape === null) return this.add(type, names, attributes);
    const [blocked] = this.add(
      type,
      names.map((name) => this.#images.of(name) ?? name),
      attributes,
    ) as [string];
    if (dtype === 'f32') return [this.fromBlocks(blocked, shape)];
    // Only numbers of this type can be taken out of blocks, so others are computed once more for those who want them so.
    const [name] = this.add(type, names, attributes) as [string];
    this.#images.note(name, blocked, shape, true);
    return [name];
  }

  fresh(stem: string): string {
    return freshName(stem, this.#taken, this.#counters);
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant('f32', values, shape);
  }

  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant('i32', values, shape);
  }

  bytes(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant('u8', values, shape);
  }

  longs(values: readonly number[]): string {
    return this.#constant('i64', values, [values.length]);
  }

  shape(dimensions: readonly Dimension[]): string {
    if (dimensions.every((dimension) => typeof dimension === 'number')) return this.longs(dimensions);
    const size = sizeInput(dimensions);
    this.sizes.set(size.name, size);
    return size.name;
  }

  count(dimension: Dimension): string {
    if (typeof dimension === 'number') return this.floats([dimension], []);
    const count = countInput(dimension);
    this.sizes.set(count.name, count);
    return count.name;
  }

  /** Leaves out nodes of which nobody reads a result, and none is `wanted` outside: ops write all their results, whoever reads them. */
  dropUnread(wanted: Iterable<string>): void {
    const used = new Set(wanted);
    const isRead = this.nodes.toReversed().map((node) => {
      const isNeeded = node.outputs.some((output) => used.has(output));
      if (isNeeded) for (const name of namesReadBy(node)) used.add(name);
      return isNeeded;
    });
    const kept = this.nodes.filter((_, place) => isRead[this.nodes.length - 1 - place]);
    this.nodes.splice(0, this.nodes.length, ...kept);
  }

  /** Names that nodes read, those of bodies included. */
  usedNames(): ReadonlySet<string> {
    return new Set(this.nodes.flatMap((node) => [...namesReadBy(node)]));
  }

  #isScalar(name: string): boolean {
    return (this.#values.get(name)?.shape ?? this.constants.get(name)?.shape)?.length === 0;
  }

  /** A reshape whose target ONNX can complete by itself takes a constant. */
  #reshapeInputs(inputs: readonly string[]): readonly string[] {
    const [source, target] = inputs as readonly [string, string];
    const size = this.sizes.get(target);
    const completed = size === undefined ? null : reshapeTarget(size.dimensions, this.#values.get(source)?.shape ?? null);
    return completed === null ? inputs : [source, this.longs(completed)];
  }

  #constant(dtype: ConstantTensor['dtype'], values: readonly number[], shape: readonly number[]): string {
    if (sizeOf(shape) !== values.length)
      throw new Error(`${values.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`);
    const name = `constant/${dtype}[${shape.join(',')}]/${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join(',')}`;
    this.constants.set(name, { name, dtype, shape, values });
    return name;
  }
}

function* namesReadBy({ inputs, attributes = {} }: OnnxNode): Iterable<string> {
  yield* inputs;
  for (const value of Object.values(attributes)) {
    if (typeof value !== 'object' || !('body' in value)) continue;
    for (const node of value.body.nodes) yield* namesReadBy(node);
    for (const { name } of value.body.outputs) yield name;
  }
}
