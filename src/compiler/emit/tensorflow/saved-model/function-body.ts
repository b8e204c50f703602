import type { Dimension } from '../../../graph/dimension.ts';
import type { Dtype, Graph } from '../../../graph/graph.ts';
import { runNumbers } from '../../../graph/run-numbers.ts';
import type { TensorflowAttributes, TensorflowDtype } from '../../../graph/tensorflow-writer.ts';
import type { FunctionLibrary } from '../function-library.ts';
import { nodeOf } from '../node-names.ts';
import { NodeWriter } from '../node-writer.ts';
import { prune } from '../prune.ts';
import type { EmitTensorflowOptions, TensorflowFunction, TensorflowNode } from '../tensorflow-graph.ts';

/** What a function takes from outside, by the name that the outside has for it. */
export interface Taken {
  readonly from: string;
  readonly name: string;
  readonly dtype: TensorflowDtype;
}

/** A written function, and what a call of it has to bring, in the order of its inputs. */
export interface WrittenFunction {
  readonly content: Omit<TensorflowFunction, 'name'>;
  readonly takes: readonly Taken[];
}

/** Everything that the graphs of a SavedModel share. */
export interface SavedModelContext {
  readonly library: FunctionLibrary;
  readonly emit: EmitTensorflowOptions;
  /** Whether XLA compiles the step. */
  readonly isCompiled: boolean;
}

/** The name under which a function takes the resource of a variable. */
export const variableOf = (name: string): string => `variables/${name}`;
export const fieldOf = (name: string): string => `fields/${name}`;
/** The name under which a step takes whether it may change variables. */
export const isOpen = 'is_open';

/** A function in the making: its nodes, and what it takes from outside, each thing once. */
export class FunctionBody {
  readonly writer: NodeWriter;
  readonly #isCompiled: boolean;
  readonly #taken = new Map<string, Taken>();

  constructor({ library, emit, isCompiled }: SavedModelContext) {
    this.writer = new NodeWriter(library, emit);
    this.#isCompiled = isCompiled;
  }

  take(from: string, dtype: TensorflowDtype): string {
    const known = this.#taken.get(from);
    if (known !== undefined) return known.name;
    const name = this.writer.declare(from.replaceAll(/[^A-Za-z0-9]+/g, '_'), dtype);
    this.#taken.set(from, { from, name, dtype });
    return name;
  }

  /** Whether a result comes from outside. */
  isTaken(result: string): boolean {
    return [...this.#taken.values()].some(({ name }) => name === result);
  }

  /** Adds a node with one result. */
  call(op: string, inputs: readonly string[], attributes: TensorflowAttributes = {}): string {
    return this.writer.add(op, inputs, attributes)[0] as string;
  }

  /** Adds a node without a result and returns how others wait for it. */
  effect(op: string, inputs: readonly string[], attributes: TensorflowAttributes = {}): string {
    return this.writer.add(op, inputs, attributes, { outputs: 0 })[0] as string;
  }

  number(value: number): string {
    return this.writer.floats([value], []);
  }

  /** What is always true. */
  truth(): string {
    return this.call('Const', [], truth);
  }

  read(variable: string, dtype: Dtype = 'f32'): string {
    return this.call('ReadVariableOp', [this.take(variableOf(variable), 'resource')], { dtype: { type: dtype } });
  }

  /** Writes a graph whose inputs are fields, unless they are variables. */
  write(graph: Graph, isVariable: (input: string) => boolean): void {
    for (const { op, attributes } of graph.nodes) {
      if (op.name !== 'input') continue;
      const { name, dtype, shape } = attributes as { name: string; dtype: Dtype; shape: readonly Dimension[] };
      const value = isVariable(name) ? this.writer.within(name, () => this.read(name, dtype)) : this.take(fieldOf(name), dtype);
      this.writer.bind(name, value, dtype, shape);
    }
    for (const one of [runNumbers.seed, runNumbers.step]) this.writer.bind(one, this.take(one, 'i32'), 'i32', []);
    for (const node of graph.nodes) this.writer.write(node);
  }

  /** The function with these results. `keepsAll` keeps inputs that nothing reads, for functions that must take the same as another one. */
  finish(
    results: readonly { readonly name: string; readonly dtype: TensorflowDtype; readonly from: string }[],
    keepsAll = false,
  ): WrittenFunction {
    const zero = this.number(0);
    const written = this.writer.finish([...results.map(({ from }) => from), zero]);
    const nodes = prune(
      written.map((node) => keepingNaN(this.#isCompiled ? unlowered(node) : node, zero)),
      results.map(({ from }) => from),
    );
    const read = new Set([...nodes.flatMap(({ inputs }) => inputs), ...results.map(({ from }) => from)].map(nodeOf));
    const takes = [...this.#taken.values()].filter(({ name }) => keepsAll || read.has(name));
    return { content: { inputs: takes.map(({ name, dtype }) => ({ name, dtype })), outputs: results, nodes }, takes };
  }
}

/** The attributes of a constant that is true. */
export const truth = { dtype: { type: 'bool' }, value: { tensor: { dtype: 'bool', shape: [], values: [1] } } } as const;

/**
 * TensorFlow fuses a product, its bias and `Relu` into one kernel, and that of oneDNN makes 0 of what is no number: a diverged net would go on
 * with a loss that looks sound. `Maximum` keeps it, and costs no time that could be measured.
 */
const keepingNaN = (node: TensorflowNode, zero: string): TensorflowNode =>
  node.op === 'Relu' ? { ...node, op: 'Maximum', inputs: [...node.inputs, zero] } : node;

/** XLA compiles loops and branches as they are, and knows nothing of what TensorFlow's executor makes of them. */
const unlowered = (node: TensorflowNode): TensorflowNode =>
  node.attributes[lowering] === undefined ? node : { ...node, attributes: { ...node.attributes, [lowering]: { bool: false } } };

const lowering = '_lower_using_switch_merge';
