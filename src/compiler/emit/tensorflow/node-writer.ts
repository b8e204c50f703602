import type { Dimension } from '../../graph/dimension.ts';
import type { Dtype, Node, Value } from '../../graph/graph.ts';
import type { Attributes } from '../../graph/op.ts';
import type {
  TensorflowAttribute,
  TensorflowAttributes,
  TensorflowDtype,
  TensorflowWriter,
} from '../../graph/tensorflow-writer.ts';
import type { FunctionLibrary } from './function-library.ts';
import { Layout } from './layout.ts';
import { NodeList } from './node-list.ts';
import { SizeNodes } from './size-nodes.ts';
import type { EmitTensorflowOptions, TensorflowFunction, TensorflowNode, TensorflowValue } from './tensorflow-graph.ts';

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
  readonly #list = new NodeList();
  readonly #layout = new Layout(this.#list);
  readonly #sizes: SizeNodes;
  readonly #values = new Map<Value, string>();

  constructor(library: FunctionLibrary, options: EmitTensorflowOptions) {
    this.#library = library;
    this.#options = options;
    this.#sizes = new SizeNodes(this.#list, this.inputs, options.bindings);
  }

  /** Writes one node of the graph. */
  write(node: Node): void {
    const { op, outputs, attributes, scope } = node;
    const names = this.#list.inScope(scope, () => op.tensorflow(node, this, attributes));
    if (names.length !== outputs.length)
      throw new Error(`${op.name} wrote ${names.length} of its ${outputs.length} outputs (a bug of emoc)`);
    for (const [index, value] of outputs.entries()) {
      const name = names[index] as string;
      const dtype = this.#list.dtypeOf(name);
      if (dtype !== value.dtype) throw new Error(`${op.name} wrote ${dtype} where ${value.dtype} was meant (a bug of emoc)`);
      this.#values.set(value, name);
    }
  }

  /** The nodes that these results need. */
  finish(results: readonly string[]): TensorflowNode[] {
    return this.#list.finish(results);
  }

  /** Names an input of the function whose body this is. */
  declare(name: string, dtype: TensorflowDtype): string {
    return this.#list.declare(name, dtype);
  }

  /** Says which result stands for an input of the graph, in place of a placeholder. */
  bind(name: string, result: string, dtype: Dtype, shape: readonly Dimension[]): void {
    this.inputs.push({ name, result, dtype, shape: shape.map((dimension) => this.#sizes.bound(dimension)) });
  }

  /** Writes nodes whose names have one more part. */
  within<T>(name: string, write: () => T): T {
    return this.#list.inScope(this.#list.scoped(name), write);
  }

  name(value: Value): string {
    const name = this.#values.get(value);
    if (name === undefined) throw new Error(`${value.node.op.name} is used before it is written (a bug of emoc)`);
    return name;
  }

  input(name: string, dtype: Dtype, shape: readonly Dimension[]): string {
    const known = this.inputs.find((one) => one.name === name);
    if (known !== undefined) return known.result;
    const open = shape.map((dimension) => this.#sizes.bound(dimension)).map((size) => (typeof size === 'string' ? -1 : size));
    const result = this.#list.placeholder(name, dtype, open);
    this.bind(name, result, dtype, shape);
    return result;
  }

  add(
    op: string,
    inputs: readonly string[],
    attributes: TensorflowAttributes = {},
    options: { readonly outputs?: number } = {},
  ): readonly string[] {
    const [first, second] = inputs as readonly [string, string];
    if (op === 'Transpose') return [this.#layout.transpose(first, second)];
    if (op === 'Reshape') return this.#list.node(op, [first, this.#sizes.target(second)], attributes);
    const moved = this.#layout.onSources(op, inputs, attributes);
    return moved === null ? this.#list.node(op, inputs, attributes, options) : [moved];
  }

  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#list.constant({ dtype: 'f32', values, shape });
  }

  integers(values: readonly number[], shape?: readonly number[]): string {
    return this.#list.integers(values, shape);
  }

  shape(dimensions: readonly Dimension[]): string {
    return this.#sizes.shape(dimensions);
  }

  size(dimension: Dimension): string {
    return this.#sizes.size(dimension);
  }

  count(dimension: Dimension): string {
    return this.#sizes.count(dimension);
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
    return this.#list.node('PartitionedCall', names, call, { name: this.#list.scoped(kernel), outputs: outputs.length });
  }

  /** Writes the nodes of a function in place; `values` stand for its inputs. Returns its results. */
  inline(content: Omit<TensorflowFunction, 'name'>, values: readonly string[]): readonly string[] {
    return this.#list.inline(content, values);
  }

  loop(
    state: Parameters<TensorflowWriter['loop']>[0],
    condition: (writer: NodeWriter, state: readonly string[]) => string,
    body: (writer: NodeWriter, state: readonly string[]) => readonly string[],
  ): readonly string[] {
    const stem = functionStem(this.#list.scope);
    const types = state.map(({ dtype }) => dtype);
    const attributes: TensorflowAttributes = {
      T: { types },
      cond: { function: this.#function(`${stem}condition`, state, 'state', (writer, names) => [condition(writer, names)]) },
      body: { function: this.#function(`${stem}body`, state, 'state', body) },
      output_shapes: { shapes: types.map(() => null) },
      parallel_iterations: { int: 1 },
      // Inlined by whoever runs the graph: a call of two functions every step costs more than the step.
      _lower_using_switch_merge: { bool: true },
    };
    const names = state.map(({ name }) => name);
    return this.#list.node('While', names, attributes, { outputs: state.length });
  }

  #function(
    stem: string,
    inputs: readonly { readonly dtype: TensorflowDtype }[],
    word: string,
    write: (body: NodeWriter, inputs: readonly string[]) => readonly string[],
  ): string {
    const body = new NodeWriter(this.#library, this.#options);
    const declared = inputs.map(({ dtype }, place) => ({ name: body.declare(`${word}_${place}`, dtype), dtype }));
    const results = write(
      body,
      declared.map(({ name }) => name),
    );
    return this.#library.define(stem, {
      inputs: declared,
      outputs: results.map((from, place) => ({ name: `output_${place}`, dtype: body.#list.dtypeOf(from), from })),
      nodes: body.finish(results),
    });
  }
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
const functionStem = (scope: string): string => {
  const word = scope.split('/').at(-1) ?? '';
  return word === '' ? '' : `${word.replaceAll(/[^A-Za-z0-9_]/g, '_')}_`;
};
