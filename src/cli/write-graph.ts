import { extname, resolve } from 'node:path';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { emitTensorflow } from '../compiler/emit/tensorflow/emit-tensorflow.ts';
import { encodeGraphDef, graphDefJson, graphDefText } from '../compiler/emit/tensorflow/graph-def.ts';
import type { TensorflowGraph } from '../compiler/emit/tensorflow/tensorflow-graph.ts';
import type { Program } from '../compiler/program.ts';
import { writeWhole } from '../runtime/files/write-whole.ts';
import { UsageError } from './usage-error.ts';

/** Forms of a TensorFlow GraphDef, by the end of a file's name. */
const forms: Readonly<Record<string, (graph: TensorflowGraph) => string | Uint8Array>> = {
  '.pb': encodeGraphDef,
  '.pbtxt': graphDefText,
  '.json': (graph) => `${JSON.stringify(graphDefJson(graph), null, 1)}\n`,
};

/**
 * What `emoc plan --graph FILE` does with a program: writes its training graph, forward and backward pass, as a GraphDef for graph viewers, and
 * says so in a line. Nodes are named after the spec.
 *
 * Throws a `UsageError` (E1006) for a name that ends in no form of a graph, and later a `Failure` where the file cannot be written (E0902, E0903).
 */
export function graphWriter(file: string, workingFolder: string): (program: Program) => string {
  const form = forms[extname(file)];
  if (form === undefined) {
    const expected = `a file that ends in ${Object.keys(forms).join(', ')}`;
    throw new UsageError(report.wrongFlagValue(null, { flag: '--graph', expected, found: file }));
  }
  return ({ training }) => {
    const graph = emitTensorflow(training, 'training', { composites: 'call', bindings: {} });
    writeWhole(resolve(workingFolder, file), form(graph));
    return `${file}: ${graph.nodes.length} nodes`;
  };
}
