import { type Dimension, product, quotient, symbolsOf } from '../../graph/dimension.ts';
import type { Dtype, Node, Value } from '../../graph/graph.ts';
import type { Attributes } from '../../graph/op.ts';
import { sourceOf } from '../../graph/size-source.ts';
import { sizeOf } from '../../graph/tensor.ts';
import type {
  TensorflowAttribute,
  TensorflowAttributes,
  TensorflowDtype,
  TensorflowWriter,
} from '../../graph/tensorflow-writer.ts';
import type { FunctionLibrary } from './function-library.ts';
import { NodeNames } from './node-names.ts';
import { opDefinitions } from './op-definitions.ts';
import { prune } from './prune.ts';
import { reshapeTarget, withBindings } from './sizes.ts';
import type { EmitTensorflowOptions, TensorflowNode, TensorflowValue } from './tensorflow-graph.ts';
import {
  composed,
  elementWiseOps,
  isIdentity,
  isSameOrder,
  reducedSourceAxes,
  reductionOps,
  type Transposed,
  toChannelsFirst,
} from './transposes.ts';

interface Constant {
  readonly dtype: 'f32' | 'i32';
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/**
 * Collects the TensorFlow nodes of a graph or of a function's body, node by node in the graph's order. Names come from the scopes of the
 * nodes and from counters, so the same graph gives the same nodes.
 *
 * Sizes are computed where they are asked for, whether a node comes to read them or not: `finish` leaves out what nobody reads.
 */
export class NodeWriter implements TensorflowWriter {
  readonly inputs: TensorflowValue[] = [];
  readonly #library: FunctionLibrary;
  readonly #options: EmitTensorflowOptions;
  readonly #names = new NodeNames();
  readonly #placeholders: TensorflowNode[] = [];
  readonly #constantNodes: TensorflowNode[] = [];
  readonly #nodes: TensorflowNode[] = [];
  readonly #values = new Map<Value, string>();
  readonly #dtypes = new Map<string, TensorflowDtype>();
  readonly #constants = new Map<string, Constant>();
  readonly #constantNames = new Map<string, string>();
  /** What is written once, by what it is: sizes and transpositions. */
  readonly #written = new Map<string, string>();
  readonly #shapes = new Map<string, readonly Dimension[]>();
  readonly #transposed = new Map<string, Transposed>();
  #scope = '';

  constructor(library: FunctionLibrary, options: EmitTensorflowOptions) {
    this.#library = library;
    this.#options = options;
  }

  /** Writes one node of the graph. */
  write(node: Node): void {
    const before = this.#scope;
    this.#scope = node.scope;
    const names = node.op.tensorflow(node, this, node.attributes);
    if (names.length !== node.outputs.length)
      throw new Error(`${node.op.name} wrote ${names.length} of its ${node.outputs.length} outputs (a bug of emoc)`);
    for (const [index, value] of node.outputs.entries()) {
      const name = names[index] as string;
      if (this.#dtypeOf(name) !== value.dtype)
        throw new Error(`${node.op.name} wrote ${this.#dtypeOf(name)} where ${value.dtype} was meant (a bug of emoc)`);
      this.#values.set(value, name);
    }
    this.#scope = before;
  }

  /** The nodes that these results need. */
  finish(results: readonly string[]): TensorflowNode[] {
    return prune([...this.#placeholders, ...this.#constantNodes, ...this.#nodes], results);
  }

  /** Names an input of the function whose body this is. */
  declare(name: string, dtype: TensorflowDtype): string {
    const taken = this.#names.fresh(name);
    this.#dtypes.set(taken, dtype);
    return taken;
  }

  /** Says which result stands for an input of the graph, in place of a placeholder. */
  bind(name: string, result: string, dtype: Dtype, shape: readonly Dimension[]): void {
    this.inputs.push({ name, result, dtype, shape: shape.map((dimension) => withBindings(dimension, this.#options.bindings)) });
  }

  name(value: Value): string {
    const name = this.#values.get(value);
    if (name === undefined) throw new Error(`${value.node.op.name} is used before it is written (a bug of emoc)`);
    return name;
  }

  input(name: string, dtype: Dtype, shape: readonly Dimension[]): string {
    const known = this.inputs.find((one) => one.name === name);
    if (known !== undefined) return known.result;
    const result = this.#names.fresh(name);
    const bound = shape.map((dimension) => withBindings(dimension, this.#options.bindings));
    const open = bound.map((dimension) => (typeof dimension === 'string' ? -1 : dimension));
    this.#placeholders.push({
      name: result,
      op: 'Placeholder',
      inputs: [],
      attributes: { dtype: { type: dtype }, shape: { shape: open } },
    });
    this.#dtypes.set(result, dtype);
    this.inputs.push({ name, result, dtype, shape: bound });
    return result;
  }

  add(
    op: string,
    inputs: readonly string[],
    attributes: TensorflowAttributes = {},
    { outputs = 1 }: { readonly outputs?: number } = {},
  ): readonly string[] {
    if (op === 'Transpose') return this.#transpose(inputs, attributes);
    if (op === 'Reshape') return this.#node(op, op, this.#reshapeInputs(inputs), attributes, outputs);
    const [first] = inputs.flatMap((input) => this.#transposed.get(input) ?? []);
    if (first !== undefined && elementWiseOps.has(op)) {
      const moved = this.#elementWiseBeforeTranspose(op, inputs, attributes, first);
      if (moved !== null) return moved;
    }
    if (first !== undefined && reductionOps.has(op)) {
      const moved = this.#reductionOfSource(op, inputs, attributes, first);
      if (moved !== null) return moved;
    }
    return this.#node(op, op, inputs, attributes, outputs);
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant({ dtype: 'f32', values, shape });
  }

  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant({ dtype: 'i32', values, shape });
  }

  shape(dimensions: readonly Dimension[]): string {
    const bound = dimensions.map((dimension) => withBindings(dimension, this.#options.bindings));
    if (bound.every((dimension) => typeof dimension === 'number')) return this.integers(bound);
    return this.#once(`shape ${bound.join()}`, () => {
      const sizes = bound.map((dimension) => this.size(dimension));
      const [packed] = this.#node('Pack', `size/${bound.join('x')}`, sizes, { axis: { int: 0 } }, 1);
      this.#shapes.set(packed as string, bound);
      return packed as string;
    });
  }

  size(dimension: Dimension): string {
    const bound = withBindings(dimension, this.#options.bindings);
    if (typeof bound === 'number') return this.integers([bound], []);
    return this.#once(`size/${bound}`, () => {
      const symbols = symbolsOf(bound);
      const times = quotient(bound, product(symbols)) as number;
      const sizes = symbols.map((symbol) => this.#sizeOfSymbol(symbol));
      const factors = times === 1 ? sizes : [...sizes, this.integers([times], [])];
      return factors.reduce((whole, factor) => this.#named('Mul', `size/${bound}`, [whole, factor]));
    });
  }

  count(dimension: Dimension): string {
    const bound = withBindings(dimension, this.#options.bindings);
    if (typeof bound === 'number') return this.floats([bound], []);
    return this.#once(`count/${bound}`, () =>
      this.#named('Cast', `count/${bound}`, [this.size(bound)], { DstT: { type: 'f32' } }),
    );
  }

  composite(
    kernel: string,
    { inputs, outputs, attributes }: Parameters<TensorflowWriter['composite']>[1],
    write: (body: TensorflowWriter, inputs: readonly string[]) => readonly string[],
  ): readonly string[] {
    const names = inputs.map(({ name }) => name);
    if (this.#options.composites === 'inline') return this.within(kernel, () => write(this, names));
    const body = this.#function(kernel, inputs, 'input', write);
    const call: TensorflowAttributes = {
      Tin: { types: inputs.map(({ dtype }) => dtype) },
      Tout: { types: outputs },
      f: { function: body },
      _emoc: { string: kernel },
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`_emoc_${name}`, attributeOf(name, value)])),
    };
    return this.#node('PartitionedCall', this.#scoped(kernel), names, call, outputs.length);
  }

  loop(
    state: Parameters<TensorflowWriter['loop']>[0],
    condition: (writer: TensorflowWriter, state: readonly string[]) => string,
    body: (writer: TensorflowWriter, state: readonly string[]) => readonly string[],
  ): readonly string[] {
    const stem = validFunctionName(this.#scope);
    const types = state.map(({ dtype }) => dtype);
    return this.#node(
      'While',
      this.#scoped('While'),
      state.map(({ name }) => name),
      {
        T: { types },
        cond: { function: this.#function(`${stem}condition`, state, 'state', (writer, names) => [condition(writer, names)]) },
        body: { function: this.#function(`${stem}body`, state, 'state', body) },
        output_shapes: { shapes: types.map(() => null) },
        parallel_iterations: { int: 1 },
        // Inlined by whoever runs the graph: a call of two functions every step costs more than the step.
        _lower_using_switch_merge: { bool: true },
      },
      state.length,
    );
  }

  #function(
    stem: string,
    inputs: readonly { readonly dtype: TensorflowDtype }[],
    word: string,
    write: (body: TensorflowWriter, inputs: readonly string[]) => readonly string[],
  ): string {
    const body = new NodeWriter(this.#library, this.#options);
    const declared = inputs.map(({ dtype }, place) => ({ name: body.declare(`${word}_${place}`, dtype), dtype }));
    const results = write(
      body,
      declared.map(({ name }) => name),
    );
    return this.#library.define(stem, {
      inputs: declared,
      outputs: results.map((from, place) => ({ name: `output_${place}`, dtype: body.#dtypeOf(from), from })),
      nodes: body.finish(results),
    });
  }

  #node(op: string, stem: string, inputs: readonly string[], given: TensorflowAttributes, outputs: number): readonly string[] {
    const definition = opDefinitions[op];
    if (definition === undefined) throw new Error(`emoc knows no TensorFlow op ${op} (a bug of emoc)`);
    const { types, inputCount } = definition;
    const attributes: TensorflowAttributes = {
      ...Object.fromEntries(
        Object.entries(types).map(([name, place]) => [name, { type: this.#dtypeOf(inputs.at(place) as string) }]),
      ),
      ...(inputCount === undefined ? {} : { [inputCount.attribute]: { int: inputs.length - inputCount.others } }),
      ...given,
    };
    const name = this.#names.fresh(stem === op ? this.#scoped(op) : stem);
    this.#nodes.push({ name, op, inputs, attributes });
    if (outputs === 0) return [`^${name}`];
    const dtypes = resultTypes(op, attributes, outputs);
    return dtypes.map((dtype, place) => {
      const result = place === 0 ? name : `${name}:${place}`;
      this.#dtypes.set(result, dtype);
      return result;
    });
  }

  #named(op: string, name: string, inputs: readonly string[], attributes: TensorflowAttributes = {}): string {
    return this.#node(op, name, inputs, attributes, 1)[0] as string;
  }

  #scoped(name: string): string {
    return this.#scope === '' ? name : `${this.#scope}/${name}`;
  }

  /** Writes nodes whose names have one more part. */
  within<T>(name: string, write: () => T): T {
    const before = this.#scope;
    this.#scope = this.#scoped(name);
    try {
      return write();
    } finally {
      this.#scope = before;
    }
  }

  #dtypeOf(name: string): TensorflowDtype {
    const dtype = this.#dtypes.get(name);
    if (dtype === undefined) throw new Error(`${name} is read before it is written (a bug of emoc)`);
    return dtype;
  }

  #constant(constant: Constant): string {
    const { dtype, shape, values } = constant;
    if (sizeOf(shape) !== values.length)
      throw new Error(`${values.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`);
    const key = `${dtype}[${shape.join(',')}]${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join(',')}`;
    const known = this.#constantNames.get(key);
    if (known !== undefined) return known;
    const name = this.#names.fresh('constant');
    this.#constantNodes.push({
      name,
      op: 'Const',
      inputs: [],
      attributes: { dtype: { type: dtype }, value: { tensor: { dtype, shape, values } } },
    });
    this.#dtypes.set(name, dtype);
    this.#constants.set(name, constant);
    this.#constantNames.set(key, name);
    return name;
  }

  #once(key: string, write: () => string): string {
    const known = this.#written.get(key);
    if (known !== undefined) return known;
    const name = write();
    this.#written.set(key, name);
    return name;
  }

  #sizeOfSymbol(symbol: string): string {
    return this.#once(`symbol ${symbol}`, () => {
      const source = sourceOf(symbol, this.inputs);
      if (source === null) throw new Error(`no input tells the size ${symbol}, and it is not bound (a bug of emoc)`);
      const { input, axis, times } = source;
      const sizes = this.#once(`shape of ${input}`, () => this.#named('Shape', `size/of/${input}`, [input]));
      const bounds = [this.integers([axis]), this.integers([axis + 1]), this.integers([1])];
      const size = this.#named('StridedSlice', `size/${symbol}`, [sizes, ...bounds], { shrink_axis_mask: { int: 1 } });
      return times === 1 ? size : this.#named('FloorDiv', `size/${symbol}`, [size, this.integers([times], [])]);
    });
  }

  /** A reshape whose target TensorFlow can complete by itself takes a constant. */
  #reshapeInputs([source, target]: readonly string[]): readonly string[] {
    const dimensions = this.#shapes.get(target as string);
    const completed = dimensions === undefined ? null : reshapeTarget(dimensions);
    return [source as string, completed === null ? (target as string) : this.integers(completed)];
  }

  /** Two transpositions in a row are one, or none. */
  #transpose([input, order]: readonly string[], attributes: TensorflowAttributes): readonly string[] {
    const asked = this.#constants.get(order as string)?.values;
    if (asked === undefined) throw new Error('a transposition has a constant order (a bug of emoc)');
    const before = this.#transposed.get(input as string);
    const permutation = before === undefined ? asked : composed(before.permutation, asked);
    const source = before === undefined ? (input as string) : before.source;
    if (isIdentity(permutation)) return [source];
    const transpose = (): string => this.#node('Transpose', 'Transpose', [source, this.integers(permutation)], attributes, 1)[0]!;
    const result = this.#once(`${source} by ${permutation.join()}`, transpose);
    this.#transposed.set(result, { source, permutation });
    return [result];
  }

  /** Computes an element-wise result in the layout of a convolution, so that the next convolution finds it there. */
  #elementWiseBeforeTranspose(
    op: string,
    inputs: readonly string[],
    attributes: TensorflowAttributes,
    { permutation }: Transposed,
  ): readonly string[] | null {
    if (!isSameOrder(permutation, toChannelsFirst)) return null;
    const sources = inputs.map((input) => {
      const transposed = this.#transposed.get(input);
      if (transposed !== undefined && isSameOrder(transposed.permutation, permutation)) return transposed.source;
      return this.#constants.get(input)?.shape.length === 0 ? input : null;
    });
    if (sources.some((source) => source === null)) return null;
    const [result] = this.#node(op, op, sources as string[], attributes, 1);
    return this.#transpose([result as string, this.integers(permutation)], {});
  }

  #reductionOfSource(
    op: string,
    [, axes]: readonly string[],
    attributes: TensorflowAttributes,
    transposed: Transposed,
  ): readonly string[] | null {
    const asked = this.#constants.get(axes as string)?.values;
    const { keep_dims: keepDimensions } = attributes;
    if (asked === undefined || (keepDimensions !== undefined && 'bool' in keepDimensions && keepDimensions.bool)) return null;
    const sourceAxes = reducedSourceAxes(transposed, asked);
    return sourceAxes && this.#node(op, op, [transposed.source, this.integers(sourceAxes)], attributes, 1);
  }
}

/** The element types of a node's results, from its definition and its attributes. */
function resultTypes(op: string, attributes: TensorflowAttributes, count: number): TensorflowDtype[] {
  const { outputs, hasListOutput = false } = opDefinitions[op] as (typeof opDefinitions)[string];
  const found = Object.values(outputs).flatMap((type): readonly TensorflowDtype[] => {
    if (typeof type !== 'string') return [type.dtype];
    const attribute = attributes[type];
    if (attribute !== undefined && 'types' in attribute) return attribute.types;
    if (attribute === undefined || !('type' in attribute)) throw new Error(`${op} has no type ${type} (a bug of emoc)`);
    return hasListOutput ? new Array<TensorflowDtype>(count).fill(attribute.type) : [attribute.type];
  });
  if (found.length !== count) throw new Error(`${op} has ${found.length} results, not ${count} (a bug of emoc)`);
  return [...found];
}

/** A setting of a composite as an attribute of its call. */
function attributeOf(name: string, value: Attributes[string]): TensorflowAttribute {
  if (typeof value === 'boolean') return { bool: value };
  if (typeof value === 'string') return { string: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { int: value } : { float: value };
  if (value.every((one) => typeof one === 'number' && Number.isInteger(one))) return { ints: value as readonly number[] };
  throw new Error(`the setting ${name} of a composite is no number, truth, text or list of integers (a bug of emoc)`);
}

/** The last word of a scope as the beginning of a function's name: `tone/lstm_1/lstm` gives `lstm_`. */
const validFunctionName = (scope: string): string => {
  const word = scope.split('/').at(-1) ?? '';
  return word === '' ? '' : `${word.replaceAll(/[^A-Za-z0-9_]/g, '_')}_`;
};
