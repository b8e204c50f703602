import { emitTensorflow } from '../../../compiler/emit/tensorflow/emit-tensorflow.ts';
import { freeze } from '../../../compiler/emit/tensorflow/freeze.ts';
import type { TensorflowGraph } from '../../../compiler/emit/tensorflow/tensorflow-graph.ts';
import type { ExportedModel } from '../define-target.ts';

/** The model as TensorFlow nodes with the weights inside: what both TensorFlow forms are made of. */
export const frozenGraph = ({ program, exported, weights, sizes }: ExportedModel): TensorflowGraph =>
  freeze(emitTensorflow(exported.graph, program.name, { composites: 'inline', bindings: sizes }), weights);
