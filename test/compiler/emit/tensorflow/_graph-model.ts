import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { GraphModel } from '../../../../src/compiler/emit/tensorflow/graph-model.ts';
import type { Tensor } from '../../../../src/compiler/graph/tensor.ts';

export interface Computed {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** Runs a GraphModel with tfjs as a user would: `loadGraphModel`, then one call by names. Everything is disposed of again. */
export async function runGraphModel(
  { model, shards }: GraphModel,
  feeds: ReadonlyMap<string, Tensor>,
): Promise<ReadonlyMap<string, Computed>> {
  await tf.setBackend('cpu');
  const { modelTopology, signature, weightsManifest, format } = model;
  const artifacts = {
    modelTopology,
    signature,
    format,
    weightSpecs: weightsManifest[0].weights,
    weightData: Uint8Array.from(shards.flatMap(({ bytes }) => [...bytes])).buffer,
  };
  const loaded = await loadGraphModel({ load: async () => artifacts as unknown as tf.io.ModelArtifacts });
  const asked = Object.keys(signature.inputs as object);
  const given = Object.fromEntries(asked.map((name) => [name, tensorOf(name, feeds.get(name))]));
  const outputs = Object.keys(signature.outputs as object);
  const isLoop = (model.modelTopology.node as readonly { readonly op: string }[]).some(({ op }) => op === 'While');
  const names = loaded.outputs.map(({ name }) => name);
  const results = isLoop ? await loaded.executeAsync(given, names) : loaded.execute(given, names);
  const list = Array.isArray(results) ? results : [results];
  const computed = await Promise.all(
    outputs.map(async (name) => {
      const { name: node } = (signature.outputs as Record<string, { readonly name: string }>)[name] as { readonly name: string };
      const tensor = list[names.indexOf(node)] ?? list[names.indexOf(node.replace(/:0$/, ''))];
      if (tensor === undefined) throw new Error(`no output ${name} among ${names.join(', ')}`);
      return [name, { shape: tensor.shape, data: await tensor.data() }] as const;
    }),
  );
  tf.dispose([list, given]);
  loaded.dispose();
  return new Map(computed);
}

function tensorOf(name: string, tensor: Tensor | undefined): tf.Tensor {
  if (tensor === undefined) throw new Error(`nothing is given for ${name}`);
  const { shape, dtype, data } = tensor;
  const values = dtype === 'i32' ? Int32Array.from(data) : Float32Array.from(data);
  return tf.tensor(values, [...shape], dtype === 'i32' ? 'int32' : 'float32');
}
