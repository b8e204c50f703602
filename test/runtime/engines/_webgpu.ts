import { emitTensorflow } from '../../../src/compiler/emit/tensorflow/emit-tensorflow.ts';
import { runNumbers } from '../../../src/compiler/graph/run-numbers.ts';
import { processSurroundings } from '../../../src/runtime/engines/engine-folder.ts';
import { compileGraph } from '../../../src/runtime/engines/tfjs/compile.ts';
import type { Value } from '../../../src/runtime/engines/tfjs/values.ts';
import { deviceValue } from '../../../src/runtime/engines/tfjs/values.ts';
import { findAdapter, findPackages, Gpu } from '../../../src/runtime/engines/webgpu/gpu.ts';
import { createStorage, MemoryPool } from '../../../src/runtime/engines/webgpu/memory-pool.ts';
import { Recording } from '../../../src/runtime/engines/webgpu/recording.ts';
import { webgpuRuntime } from '../../../src/runtime/engines/webgpu/runtime.ts';
import { Trace } from '../../../src/runtime/engines/webgpu/trace.ts';
import type { Result, RunGraph } from './_op-suite.ts';

/** A device for tests, or why there is none. */
export async function openGpu(): Promise<Gpu | string> {
  const packages = findPackages(processSurroundings());
  if (packages === null) return 'the packages of the engine webgpu are not installed (node bin/emoc.js engine install webgpu)';
  const found = await findAdapter(packages);
  return found === null ? 'there is no GPU, and no software one (node scripts/software-gpu.mjs)' : Gpu.open(packages);
}

const bytes = (data: ArrayLike<number>, dtype: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array((dtype === 'f32' ? Float32Array.from(data) : Int32Array.from(data)).buffer);

/** Runs a graph once on a device, every input and output in a buffer of its own. */
export const runOn =
  (gpu: Gpu): RunGraph =>
  async (graph, tensors, bindings) => {
    const { device } = gpu;
    const trace = new Trace(gpu);
    const runtime = webgpuRuntime(gpu, trace);
    const run = compileGraph(emitTensorflow(graph, 'case', { composites: 'call', bindings }), runtime);
    const held: GPUBuffer[] = [];
    const upload = (data: Uint8Array<ArrayBuffer>): GPUBuffer => {
      const buffer = createStorage(gpu, Math.max(4, data.byteLength), 'input');
      device.queue.writeBuffer(buffer, 0, data);
      held.push(buffer);
      return buffer;
    };
    const inputs = new Map<string, Value>();
    for (const [name, { dtype, shape, data }] of tensors) {
      const names = { f32: 'float32', i32: 'int32', bool: 'bool' } as const;
      inputs.set(name, deviceValue(trace.tensorAt({ buffer: upload(bytes(data, dtype)), at: 0 }, shape, names[dtype])));
    }
    for (const name of [runNumbers.seed, runNumbers.step])
      inputs.set(name, deviceValue(trace.tensorAt({ buffer: upload(bytes([0], 'i32')), at: 0 }, [], 'int32')));
    for (const value of inputs.values()) value.holders += 1;
    const outputs = [...run(inputs)].map(([name, value]) => {
      const tensor = runtime.tensor(value);
      const buffer = createStorage(gpu, trace.bufferOf(tensor).sizeBytes, name);
      held.push(buffer);
      trace.settle(trace.bufferOf(tensor), { buffer, at: 0 });
      return { name, tensor, buffer };
    });
    const pool = new MemoryPool(gpu);
    const recording = Recording.make(gpu, pool, trace.commands);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    recording.encode(pass);
    pass.end();
    const staged = outputs.map(({ buffer }) => {
      const target = device.createBuffer({ size: buffer.size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      encoder.copyBufferToBuffer(buffer, 0, target, 0, buffer.size);
      return target;
    });
    device.queue.submit([encoder.finish()]);
    const results = new Map<string, Result>();
    for (const [place, { name, tensor }] of outputs.entries()) {
      const target = staged[place] as GPUBuffer;
      await target.mapAsync(GPUMapMode.READ);
      const data = target.getMappedRange().slice(0);
      const values = tensor.dtype === 'float32' ? new Float32Array(data) : new Int32Array(data);
      results.set(name, { shape: tensor.shape, values: Array.from(values) });
      target.destroy();
    }
    gpu.check();
    for (const buffer of held) buffer.destroy();
    recording.destroy();
    pool.destroy();
    return results;
  };
