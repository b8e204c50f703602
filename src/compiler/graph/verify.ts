import { isSameShape, printShape } from './dimension.ts';
import type { Graph, Value } from './graph.ts';

/**
 * Checks that a graph is one: inputs come before their users, each output has the type its op's shape rule gives, names are unique.
 *
 * It runs after every pass in tests and under `EMOC_VERIFY=1`. What it throws is a bug of a pass, with the pass's name.
 */
export function verify(graph: Graph, after: string): void {
  const known = new Set<Value>();
  const fail = (problem: string): never => {
    throw new Error(`after ${after}: ${problem} (a bug of emoc)`);
  };
  for (const node of graph.nodes) {
    const label = `${node.op.name}${node.scope === '' ? '' : ` in ${node.scope}`}`;
    for (const [place, input] of node.inputs.entries()) {
      if (!known.has(input)) fail(`input ${place} of ${label} is computed after it`);
    }
    const types = node.op.shape(node.inputs, node.attributes);
    if (types.length !== node.outputs.length) fail(`${label} has ${node.outputs.length} outputs, its rule gives ${types.length}`);
    for (const [index, output] of node.outputs.entries()) {
      const type = types[index];
      if (type === undefined || type.dtype !== output.dtype || !isSameShape(type.shape, output.shape)) {
        fail(
          `output ${index} of ${label} is ${output.dtype}${printShape(output.shape)}, its rule gives ${type?.dtype}${printShape(type?.shape ?? [])}`,
        );
      }
      if (output.node !== node || output.index !== index) fail(`output ${index} of ${label} does not point back to it`);
      known.add(output);
    }
  }
  for (const [name, value] of graph.outputs) {
    if (!known.has(value)) fail(`the output ${name} is not in the graph`);
  }
}
