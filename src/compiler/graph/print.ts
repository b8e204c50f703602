import { printShape } from './dimension.ts';
import type { Graph, Node, Value } from './graph.ts';

/** Text of a graph: a line a node, values numbered in order; used by tests of rewrites and by people. */
export function printGraph(graph: Graph): string {
  const names = new Map<Value, string>();
  const lines: string[] = [];
  for (const node of graph.nodes) {
    for (const value of node.outputs) names.set(value, `%${names.size}`);
    lines.push(printNode(node, names));
  }
  for (const [name, value] of graph.outputs) lines.push(`output ${name} = ${names.get(value)}`);
  return `${lines.join('\n')}\n`;
}

function printNode(node: Node, names: ReadonlyMap<Value, string>): string {
  const results = node.outputs.map((value) => `${names.get(value)}: ${value.dtype}${printShape(value.shape)}`).join(', ');
  const attributes = Object.entries(node.attributes)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(node.op.attributes[name]))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const inputs = node.inputs.map((value) => names.get(value) ?? '?');
  return `${results} = ${node.op.name}(${[...inputs, ...attributes].join(', ')})${node.scope === '' ? '' : `  // ${node.scope}`}`;
}
