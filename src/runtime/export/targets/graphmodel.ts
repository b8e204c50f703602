import { graphModel } from '../../../compiler/emit/tensorflow/graph-model.ts';
import { version } from '../../train/version.ts';
import { defineTarget } from '../define-target.ts';
import { frozenGraph } from './_frozen-graph.ts';

/** `model.json`, which says what there is, and the weights in files of up to 4 MiB. */
export const graphmodel = defineTarget({
  name: 'graphmodel',
  runsWith: 'TensorFlow.js 4 (tf.loadGraphModel), in a browser or in Node; a model with a recurrence by executeAsync',
  write: (model) => {
    const { model: json, shards } = graphModel(frozenGraph(model), { generatedBy: `emoc ${version}` });
    return [
      { name: 'model.json', content: `${JSON.stringify(json)}\n` },
      ...shards.map(({ name, bytes }) => ({ name, content: bytes })),
    ];
  },
});
