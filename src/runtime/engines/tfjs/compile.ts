import type { TensorflowFunction, TensorflowGraph, TensorflowNode } from '../../../compiler/emit/tensorflow/tensorflow-graph.ts';
import type { Attributes } from '../../../compiler/graph/op.ts';
import type { TensorflowAttribute, TensorflowAttributes } from '../../../compiler/graph/tensorflow-writer.ts';
import { attribute } from './attributes.ts';
import type { Runtime } from './backend.ts';
import { type Body, calls } from './calls.ts';
import type { NodeKind } from './define-node.ts';
import { nodeKinds } from './nodes/index.generated.ts';
import { type HostValue, hostValue, type Value } from './values.ts';

/** A graph ready to run: takes values by the names of the graph's inputs, and gives those of its outputs, held once for the caller. */
export type CompiledGraph = (inputs: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>;

type Register = number;

/** One operation with the places of its operands and results, and the places that nobody reads after it. */
interface Step {
  readonly node: string;
  readonly run: (inputs: readonly Value[]) => readonly Value[];
  /** Whether the results are held for the caller already. */
  readonly isHeld: boolean;
  readonly from: readonly Register[];
  readonly to: readonly Register[];
  readonly dead: readonly Register[];
}

const kindOf: ReadonlyMap<string, NodeKind> = new Map(nodeKinds.flatMap((kind) => kind.ops.map((op) => [op, kind])));

/**
 * Compiles a graph for a runtime, once: every call then walks one flat list. A value is disposed of behind its last use; constants live as
 * long as the runtime.
 */
export function compileGraph(graph: TensorflowGraph, runtime: Runtime): CompiledGraph {
  const compiler = new Compiler(runtime, graph.functions);
  const inputs = graph.inputs.map(({ result }) => result);
  const outputs = graph.outputs.map(({ result }) => result);
  const body = compiler.body(graph.nodes, inputs, outputs);
  return (given) => {
    const values = graph.inputs.map(({ name }) => {
      const value = given.get(name);
      if (value === undefined) throw new Error(`the graph reads ${name}, which nobody gives (a bug of emoc)`);
      return value;
    });
    const results = body(values);
    return new Map(graph.outputs.map(({ name }, place) => [name, results[place] as Value]));
  };
}

/** Lets go of a value: the last holder disposes of its tensor. */
export function release(runtime: Runtime, value: Value): void {
  value.holders -= 1;
  if (value.holders > 0) return;
  if (value.place === 'device') runtime.dispose(value.tensor);
  else if (value.place === 'host') {
    if (value.uploaded !== null) runtime.dispose(value.uploaded);
    value.uploaded = null;
  } else for (const item of value.items) if (item !== null) release(runtime, item);
}

class Compiler {
  readonly #runtime: Runtime;
  readonly #functions: ReadonlyMap<string, TensorflowFunction>;
  readonly #bodies = new Map<string, Body>();

  constructor(runtime: Runtime, functions: readonly TensorflowFunction[]) {
    this.#runtime = runtime;
    this.#functions = new Map(functions.map((one) => [one.name, one]));
  }

  /** A list of nodes as something to call. */
  body(nodes: readonly TensorflowNode[], inputs: readonly string[], outputs: readonly string[]): Body {
    const registers = new Map<string, Register>();
    const place = (name: string): Register => {
      const known = registers.get(name);
      if (known !== undefined) return known;
      registers.set(name, registers.size);
      return registers.size - 1;
    };
    const taken = inputs.map(place);
    const constants: [Register, HostValue][] = [];
    const steps: Step[] = [];
    for (const node of nodes) {
      if (node.op === 'Placeholder' || node.op === 'NoOp') continue;
      if (node.op === 'Const') constants.push([place(node.name), constantOf(node)]);
      else steps.push(this.#step(node, place));
    }
    const results = outputs.map(place);
    const kept = new Set([...taken, ...constants.map(([register]) => register)]);
    const ending = withEnds(steps, kept, new Set(results));
    const count = registers.size;
    return (given) => {
      const values = new Array<Value>(count);
      for (const [index, register] of taken.entries()) values[register] = given[index] as Value;
      for (const [register, value] of constants) values[register] = value;
      for (const { node, run, isHeld, from, to, dead } of ending) {
        this.#runtime.begin?.(node);
        const produced = runNamed(
          node,
          run,
          from.map((register) => values[register] as Value),
        );
        for (const [index, register] of to.entries()) {
          const value = produced[index];
          if (value === undefined) throw new Error(`${node} has no result ${index} (a bug of emoc)`);
          if (!isHeld) value.holders += 1;
          values[register] = value;
        }
        for (const register of dead) release(this.#runtime, values[register] as Value);
      }
      const answers = results.map((register) => values[register] as Value);
      for (const value of answers) value.holders += 1;
      for (const register of new Set(results)) if (!kept.has(register)) release(this.#runtime, values[register] as Value);
      return answers;
    };
  }

  #step(node: TensorflowNode, place: (name: string) => Register): Step {
    const { name, op, attributes } = node;
    const from = node.inputs.filter((input) => !input.startsWith('^')).map((input) => place(input.replace(/:0$/, '')));
    const to = Array.from({ length: outputCount(node) }, (_, index) => place(index === 0 ? name : `${name}:${index}`));
    const own = this.#ownKernel(node);
    if (own !== undefined) return { node: name, run: own, isHeld: false, from, to, dead: [] };
    const call = calls[op];
    if (call !== undefined) {
      const bodies = call.functions(attributes).map((one) => this.#function(one));
      const run = (inputs: readonly Value[]) => call.run(inputs, bodies, (value) => release(this.#runtime, value));
      return { node: name, run, isHeld: true, from, to, dead: [] };
    }
    const kind = kindOf.get(op);
    if (kind === undefined) throw new Error(`${name}: ${op} does not run on tfjs (a bug of emoc)`);
    return { node: name, run: runOf(kind, op, attributes, this.#runtime), isHeld: false, from, to, dead: [] };
  }

  #ownKernel({ op, attributes }: TensorflowNode): Step['run'] | undefined {
    const override = this.#runtime.overrides[op];
    if (override !== undefined) return (inputs) => override(this.#runtime, inputs, attributes);
    const kernel =
      attributes._emoc === undefined ? undefined : this.#runtime.composites[attribute(attributes, '_emoc', 'string')];
    if (kernel === undefined) return undefined;
    const settings = emocAttributes(attributes);
    return (inputs) => kernel(this.#runtime, inputs, settings);
  }

  #function(name: string): Body {
    const known = this.#bodies.get(name);
    if (known !== undefined) return known;
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`the library has no function ${name} (a bug of emoc)`);
    const body = this.body(
      found.nodes,
      found.inputs.map((input) => input.name),
      found.outputs.map(({ from }) => from.replace(/:0$/, '')),
    );
    this.#bodies.set(name, body);
    return body;
  }
}

/** How an operation of a kind runs: with numbers where all operands are numbers, else with kernels. */
function runOf({ host, device }: NodeKind, op: string, attributes: TensorflowAttributes, runtime: Runtime): Step['run'] {
  return (inputs) => {
    if (host !== undefined && inputs.every(({ place }) => place === 'host'))
      return host({ op, inputs: inputs as readonly HostValue[], attributes, runtime });
    if (device === undefined) throw new Error(`${op} is computed from what only the device knows (a bug of emoc)`);
    return device({ op, inputs, attributes, runtime });
  };
}

/** Errors of kernels say nothing about the graph: the node's name does. */
function runNamed(node: string, run: Step['run'], inputs: readonly Value[]): readonly Value[] {
  try {
    return run(inputs);
  } catch (error) {
    if (error instanceof Error && !error.message.includes('tfjs, ')) error.message = `tfjs, ${node}: ${error.message}`;
    throw error;
  }
}

/** Says of each step what nobody reads behind it. Inputs and constants are never let go, results at the end. */
function withEnds(steps: readonly Step[], kept: ReadonlySet<Register>, results: ReadonlySet<Register>): Step[] {
  const last = new Map<Register, number>();
  for (const [index, { from, to }] of steps.entries()) for (const register of [...to, ...from]) last.set(register, index);
  return steps.map((step, index) => {
    const own = new Set([...step.from, ...step.to]);
    const dead = [...own].filter((register) => last.get(register) === index && !kept.has(register) && !results.has(register));
    return { ...step, dead };
  });
}

function constantOf({ name, attributes }: TensorflowNode): HostValue {
  const { dtype, shape, values } = attribute(attributes, 'value', 'tensor');
  const size = shape.reduce((product, count) => product * count, 1);
  // One value stands for all, as in TensorFlow's own constants.
  const all = values.length === 1 && size !== 1 ? new Array<number>(size).fill(values[0] as number) : values;
  if (all.length !== size) throw new Error(`${name} has ${values.length} values for [${shape.join(', ')}] (a bug of emoc)`);
  return { ...hostValue(dtype, shape, all), holders: 1 };
}

function outputCount({ op, attributes }: TensorflowNode): number {
  if (op === 'Split' || op === 'SplitV') return attribute(attributes, 'num_split', 'int');
  if (op === 'PartitionedCall') return attribute(attributes, 'Tout', 'types').length;
  if (op === 'While') return attribute(attributes, 'T', 'types').length;
  return 1;
}

/** The settings that a composite's call carries as `_emoc_NAME`. */
function emocAttributes(attributes: TensorflowAttributes): Attributes {
  const prefix = '_emoc_';
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), plain(value)]),
  );
}

const plain = (value: TensorflowAttribute): Attributes[string] => Object.values(value)[0] as Attributes[string];
