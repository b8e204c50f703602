import { Builder } from '../../graph/builder.ts';
import { isSameShape } from '../../graph/dimension.ts';
import { type Graph, graphOf, type Node, type Value } from '../../graph/graph.ts';
import type { Op } from '../../graph/op.ts';

/** One improvement of a graph that leaves its results as they are. */
export interface Rewrite {
  readonly name: string;
  /** Why it is worth doing, in a sentence. */
  readonly reason: string;
  /** The same graph object where there is nothing to do. */
  readonly apply: (graph: Graph) => Graph;
}

export interface Site {
  /** The node with inputs that are already rewritten: rules may look back along them. */
  readonly node: Node;
  /** The node as it stands in the graph that is rewritten: rules may look ahead from it and its inputs. */
  readonly before: Node;
  /** The nodes that read a value of that graph. */
  readonly readersOf: (value: Value) => readonly Node[];
  /** Whether the node is the only reader of an input, and the input is no output of the graph. */
  readonly isOnlyReader: (place: number) => boolean;
  /** Builds what comes instead, in the node's scope. */
  readonly g: Builder;
}

/** What comes instead of a node, output by output; `null` to leave it. */
export type Rule = (site: Site) => readonly Value[] | null;

/** A rewrite that looks at one node at a time, inputs first. */
export const defineRewrite = ({ name, reason, rule }: { name: string; reason: string; rule: Rule }): Rewrite => ({
  name,
  reason,
  apply: (graph) => replaceNodes(graph, rule, name),
});

/** Whether a value comes out of an op; lets rules read as patterns. */
export const isFrom = (value: Value | undefined, op: { readonly name: string }): value is Value =>
  value?.node.op === (op as unknown as Op);

function replaceNodes(graph: Graph, rule: Rule, name: string): Graph {
  const readers = findReaders(graph);
  const results = new Set(graph.outputs.values());
  const readersOf = (value: Value): readonly Node[] => readers.get(value) ?? [];
  const now = new Map<Value, Value>();
  let isChanged = false;
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((value) => now.get(value) as Value);
    const rebuilt = inputs.every((value, place) => value === node.inputs[place]) ? node : withInputs(node, inputs);
    const isOnlyReader = (place: number): boolean => {
      const value = node.inputs[place] as Value;
      return readersOf(value).length === 1 && !results.has(value);
    };
    const found = rule({ node: rebuilt, before: node, readersOf, isOnlyReader, g: new Builder(node.scope) });
    isChanged ||= found !== null;
    const outputs = found ?? rebuilt.outputs;
    for (const [index, value] of node.outputs.entries()) {
      const instead = outputs[index] as Value;
      if (instead.dtype !== value.dtype || !isSameShape(instead.shape, value.shape))
        throw new Error(`${name} changes the type of ${node.op.name} in ${node.scope} (a bug of emoc)`);
      now.set(value, instead);
    }
  }
  if (!isChanged) return graph;
  return graphOf(new Map([...graph.outputs].map(([output, value]) => [output, now.get(value) as Value])));
}

function withInputs(node: Node, inputs: readonly Value[]): Node {
  const outputs: Value[] = [];
  const copy: Node = { ...node, inputs, outputs };
  for (const value of node.outputs) outputs.push({ ...value, node: copy });
  return copy;
}

/** The nodes that read each value, as often as they read it. */
function findReaders({ nodes }: Graph): ReadonlyMap<Value, readonly Node[]> {
  const readers = new Map<Value, Node[]>();
  for (const node of nodes) {
    for (const value of node.inputs) {
      const known = readers.get(value);
      if (known === undefined) readers.set(value, [node]);
      else known.push(node);
    }
  }
  return readers;
}
