import { frozenSavedModel } from '../../../compiler/emit/tensorflow/frozen-saved-model.ts';
import { defineTarget } from '../define-target.ts';
import { frozenGraph } from './_frozen-graph.ts';

/** One file with one signature, `serving_default`. */
export const savedmodel = defineTarget({
  name: 'savedmodel',
  runsWith: 'TensorFlow 2 (Python: tf.saved_model.load(DIR).signatures["serving_default"]), TensorFlow Serving, tfjs-node',
  write: (model) => [{ name: 'saved_model.pb', content: frozenSavedModel(frozenGraph(model)) }],
});
