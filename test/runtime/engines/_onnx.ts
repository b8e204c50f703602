import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { emitOnnx } from '../../../src/compiler/emit/onnx/emit-onnx.ts';
import { type Bindings, resolveShape } from '../../../src/compiler/graph/dimension.ts';
import type { Graph } from '../../../src/compiler/graph/graph.ts';
import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import { sessionOptions } from '../../../src/runtime/engines/cpu/session-options.ts';
import { fillKeepMask } from '../../../src/runtime/kernels/threefry.ts';
import type { Result } from './_op-suite.ts';

/** Runs a graph once on ONNX Runtime as the cpu engine would, from tensors of the reference evaluator. Seed and step of masks are 0. */
export async function runOnnx(
  graph: Graph,
  tensors: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
  { threads = 1, channelBlock = null }: { readonly threads?: number; readonly channelBlock?: number | null } = {},
): Promise<Map<string, Result>> {
  const { model, inputs, sizes } = emitOnnx(graph, 'case', { isParallel: threads > 1, channelBlock });
  const feeds: Record<string, OnnxTensor> = {};
  for (const { name, dtype, shape } of inputs) {
    const dims = resolveShape(shape, bindings);
    const data = tensors.get(name)?.data ?? maskOf(graph, name, dims);
    if (dtype === 'f32') feeds[name] = new OnnxTensor('float32', Float32Array.from(data), dims);
    else if (dtype === 'i32') feeds[name] = new OnnxTensor('int32', Int32Array.from(data), dims);
    else feeds[name] = new OnnxTensor('bool', Uint8Array.from(data), dims);
  }
  for (const { name, dtype, dimensions } of sizes) {
    const values = resolveShape(dimensions, bindings);
    feeds[name] =
      dtype === 'i64'
        ? new OnnxTensor('int64', BigInt64Array.from(values, BigInt), [values.length])
        : new OnnxTensor('float32', Float32Array.from(values), []);
  }
  const session = await InferenceSession.create(model, sessionOptions({ threads, isMemoryPlanned: false }));
  const results = await session.run(feeds);
  await session.release();
  return new Map(
    Object.entries(results).map(([name, { dims, data }]) => [
      name,
      { shape: dims, values: Array.from(data as Float32Array, Number) },
    ]),
  );
}

function maskOf(graph: Graph, name: string, dims: readonly number[]): Float32Array {
  const node = graph.nodes.find(({ op, attributes: { site } }) => op.name === 'keepMask' && `mask/${site}` === name);
  if (node === undefined) throw new Error(`nothing is bound to ${name}`);
  const { site, keep } = node.attributes as {
    readonly site: number;
    readonly keep: number;
  };
  const mask = new Float32Array(dims.reduce((count, size) => count * size, 1));
  fillKeepMask(mask, { seed: 0, site, step: 0 }, keep);
  return mask;
}
