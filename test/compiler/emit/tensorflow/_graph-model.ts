import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphModel } from '../../../../src/compiler/emit/tensorflow/graph-model.ts';
import type { Tensor } from '../../../../src/compiler/graph/tensor.ts';

export interface Computed {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

export interface OpenedModel {
  /** One call by names. Its tensors are disposed of. */
  readonly run: (feeds: ReadonlyMap<string, Tensor>) => Promise<ReadonlyMap<string, Computed>>;
  readonly dispose: () => void;
}

/** Loads a GraphModel with tfjs as a user would. */
export async function openGraphModel({ model, shards }: GraphModel): Promise<OpenedModel> {
  await tf.setBackend('cpu');
  const { modelTopology, signature, weightsManifest, format } = model;
  const weightData = Uint8Array.from(Buffer.concat(shards.map(({ bytes }) => bytes))).buffer;
  const artifacts = { modelTopology, signature, format, weightSpecs: weightsManifest[0].weights, weightData };
  const loaded = await loadGraphModel({ load: async () => artifacts as unknown as tf.io.ModelArtifacts });
  const { inputs, outputs } = signature as unknown as Record<'inputs' | 'outputs', Record<string, { readonly name: string }>>;
  const isLoop = (modelTopology.node as readonly { readonly op: string }[]).some(({ op }) => op === 'While');
  const nodes = Object.values(outputs).map(({ name }) => name);
  return {
    async run(feeds) {
      const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, tensorOf(name, feeds.get(name))]));
      const results = isLoop ? await loaded.executeAsync(given, nodes) : loaded.execute(given, nodes);
      const list = Array.isArray(results) ? results : [results];
      const computed = await Promise.all(list.map(async (tensor) => ({ shape: tensor.shape, data: await tensor.data() })));
      tf.dispose([list, given]);
      return new Map(Object.keys(outputs).map((name, place) => [name, computed[place] as Computed]));
    },
    dispose: () => loaded.dispose(),
  };
}

/** Loads a GraphModel, calls it once and disposes of it. */
export async function runGraphModel(
  model: GraphModel,
  feeds: ReadonlyMap<string, Tensor>,
): Promise<ReadonlyMap<string, Computed>> {
  const { run, dispose } = await openGraphModel(model);
  try {
    return await run(feeds);
  } finally {
    dispose();
  }
}

function tensorOf(name: string, tensor: Tensor | undefined): tf.Tensor {
  if (tensor === undefined) throw new Error(`nothing is given for ${name}`);
  const { shape, dtype, data } = tensor;
  const values = dtype === 'i32' ? Int32Array.from(data) : Float32Array.from(data);
  return tf.tensor(values, [...shape], dtype === 'i32' ? 'int32' : 'float32');
}
