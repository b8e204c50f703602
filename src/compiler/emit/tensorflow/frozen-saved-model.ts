import type { Dimension } from '../../graph/dimension.ts';
import { graphMessage } from './graph-def.ts';
import { dataTypes, shapeMessage } from './messages.ts';
import { nameOutputs } from './name-outputs.ts';
import type { TensorflowGraph, TensorflowValue } from './tensorflow-graph.ts';
import { encodeMessage, type Message } from './tensorflow-schema.ts';

/**
 * The bytes of `saved_model.pb` for a graph without variables: one signature, `serving_default`, with emoc's names of inputs and outputs. Nothing
 * else has to be in its folder. TensorFlow's Python, its C library and TensorFlow Serving load it.
 */
export function frozenSavedModel(graph: TensorflowGraph): Uint8Array {
  const named = nameOutputs(graph);
  return encodeMessage('SavedModel', {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: ['serve'] },
        graph_def: graphMessage(named),
        signature_def: {
          serving_default: {
            inputs: tensorsOf(named.inputs),
            outputs: tensorsOf(named.outputs),
            method_name: 'tensorflow/serving/predict',
          },
        },
      },
    ],
  });
}

const tensorsOf = (values: readonly TensorflowValue[]): Message =>
  Object.fromEntries(
    values.map(({ name, result, dtype, shape }) => [
      name,
      { name: `${result}:0`, dtype: dataTypes[dtype], tensor_shape: shapeMessage(shape.map(openSize)) },
    ]),
  );

const openSize = (dimension: Dimension): number => (typeof dimension === 'string' ? -1 : dimension);
