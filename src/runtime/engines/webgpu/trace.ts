/// <reference types="@webgpu/types" />
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { copyShader } from '../../kernels/wgsl/copy.ts';
import { packUniforms, type Shader, type Uniform, type Workgroups, workgroupsFor } from '../../kernels/wgsl/shader.ts';
import type { Gpu } from './gpu.ts';

/** A part of a buffer that lives longer than a trace: a parameter, a field of the batch. */
export interface Range {
  readonly buffer: GPUBuffer;
  /** In bytes; a multiple of the device's alignment. */
  readonly at: number;
}

/**
 * A buffer that does not exist yet: what tfjs gets instead of one while a step is recorded. Where it lies is decided when the whole step is
 * known.
 */
export class TraceBuffer {
  readonly sizeBytes: number;
  /** The node of the graph that it was made for, for messages. */
  readonly madeFor: string;
  /** What lies in it from the start: constants and uniforms. They are never written. */
  contents: ArrayBuffer | null = null;
  place: Range | null;
  readonly mapState = 'mapped';

  constructor(sizeBytes: number, madeFor: string, place: Range | null = null) {
    this.sizeBytes = sizeBytes;
    this.madeFor = madeFor;
    this.place = place;
  }

  get size(): number {
    return this.sizeBytes;
  }

  getMappedRange(): ArrayBuffer {
    this.contents ??= new ArrayBuffer(this.sizeBytes);
    return this.contents;
  }

  unmap(): void {}
}

export type Access = 'read' | 'write' | 'uniform';

/** One call of a shader, with the buffers of its bindings in order. */
export interface Command {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
  readonly bindings: readonly { readonly buffer: TraceBuffer; readonly access: Access }[];
  readonly workgroups: Workgroups;
}

const asWritten = (buffer: TraceBuffer) => ({ buffer, access: 'write' as const });
const asRead = (buffer: TraceBuffer) => ({ buffer, access: 'read' as const });

/**
 * Records what tfjs's kernels would do on the device, without doing it.
 *
 * Everything that decides which shaders run, and on what, is known when the sizes of a batch are: so a step is recorded once a size, and
 * every further step of that size is a walk over a list of commands. The backend inside is tfjs's own; the device it sees is not.
 */
export class Trace {
  readonly backend: WebGPUBackend;
  readonly commands: Command[] = [];
  readonly #gpu: Gpu;
  #node = '';

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
    this.backend = new gpu.tfjs.backend.WebGPUBackend(this.#device(), gpu.adapterInfo);
    // Uniforms and constants must keep what was written into them, so no buffer is ever handed out again.
    Object.assign(this.backend, { bufferManager: this.#buffers() });
  }

  /** Names the node of the graph whose kernels run next. */
  begin(node: string): void {
    this.#node = node;
  }

  /** A tensor over memory that exists. */
  tensorAt(place: Range, shape: readonly number[], dtype: 'float32' | 'int32' | 'bool'): TensorInfo {
    const count = shape.reduce((product, size) => product * size, 1);
    return this.#tensor(new TraceBuffer(4 * count, this.#node, place), shape, dtype);
  }

  /** A tensor for the result of a shader of emoc's own. */
  newTensor(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
    const count = shape.reduce((product, size) => product * size, 1);
    return this.#tensor(new TraceBuffer(4 * count, this.#node), shape, dtype);
  }

  /** The buffer of a tensor that holds what its element type says: floats that tfjs has left as integers are converted first. */
  bufferOf(tensor: TensorInfo): TraceBuffer {
    const { backend } = this;
    backend.uploadToGPU(tensor.dataId as never);
    const data = backend.tensorMap.get(tensor.dataId as never);
    if (data.dtype !== tensor.dtype && tensor.dtype === 'float32') return this.bufferOf(this.#asFloats(tensor));
    return data.resource as unknown as TraceBuffer;
  }

  /** Records a call of a shader of emoc's own. The first `written` buffers are changed, the others read. */
  call(
    shader: Shader,
    {
      written,
      read,
      uniforms,
    }: { readonly written: readonly TraceBuffer[]; readonly read: readonly TraceBuffer[]; readonly uniforms: readonly Uniform[] },
    workgroups: Workgroups,
  ): void {
    this.#record(shader, [...written.map(asWritten), ...read.map(asRead)], uniforms, workgroups);
  }

  /** The same for a shader whose bindings are not in that order. */
  #record(shader: Shader, bindings: Command['bindings'], uniforms: readonly Uniform[], workgroups: Workgroups): void {
    const packed = { buffer: this.#filled(packUniforms(uniforms)), access: 'uniform' as const };
    const pipeline = this.#gpu.pipeline(shader.label, shader.code);
    this.commands.push({ label: shader.label, pipeline, bindings: [...bindings, packed], workgroups });
  }

  /** A buffer for what goes from one shader of emoc's own to the next. */
  scratch(sizeBytes: number): TraceBuffer {
    return new TraceBuffer(sizeBytes, this.#node);
  }

  /**
   * Makes a result lie at a place: it is written there in the first place where that is possible, else copied. A shader must not write to a
   * buffer that it reads from, whatever the parts.
   */
  settle(result: TraceBuffer, place: Range): void {
    const conflicts = this.commands.some(({ bindings }) => {
      const own = bindings.find(({ buffer }) => buffer === result);
      return (
        own !== undefined && bindings.some(({ buffer, access }) => buffer.place?.buffer === place.buffer && access !== own.access)
      );
    });
    if (result.place === null && result.contents === null && !conflicts) {
      result.place = place;
      return;
    }
    // Two outputs may be one value: what lies in that buffer already goes a way round.
    const source = result.place?.buffer === place.buffer ? this.#copy(result, this.scratch(result.sizeBytes)) : result;
    this.#copy(source, new TraceBuffer(result.sizeBytes, result.madeFor, place));
  }

  #copy(source: TraceBuffer, target: TraceBuffer): TraceBuffer {
    const count = source.sizeBytes / 4;
    this.call(copyShader, { written: [target], read: [source], uniforms: [{ u32: count }] }, workgroupsFor(count));
    return target;
  }

  #filled(contents: ArrayBuffer): TraceBuffer {
    const buffer = new TraceBuffer(contents.byteLength, this.#node);
    buffer.contents = contents;
    return buffer;
  }

  #tensor(buffer: TraceBuffer, shape: readonly number[], dtype: 'float32' | 'int32' | 'bool'): TensorInfo {
    const { backend } = this;
    const dataId = backend.write(null as never, [...shape], dtype);
    backend.tensorMap.get(dataId as never).resource = buffer as never;
    return { dataId, shape: [...shape], dtype };
  }

  #asFloats(x: TensorInfo): TensorInfo {
    const kernel = this.#gpu.tfjs.core.getKernel('Multiply', 'webgpu');
    const one = { dataId: this.backend.write(Float32Array.of(1), [], 'float32'), shape: [], dtype: 'float32' as const };
    const product = kernel.kernelFunc({ inputs: { a: x, b: one }, backend: this.backend, attrs: {} });
    return product as TensorInfo;
  }

  #buffers() {
    return {
      acquireBuffer: (sizeBytes: number) => new TraceBuffer(sizeBytes, this.#node),
      releaseBuffer: () => {},
      dispose: () => {},
    };
  }

  /** The part of a device that tfjs's backend uses, which records instead of computing. */
  #device(): GPUDevice {
    const { limits, features } = this.#gpu.device;
    const queue = {
      submit: () => {},
      writeBuffer: (buffer: TraceBuffer, _: number, data: ArrayBuffer, from: number, size: number) => {
        buffer.contents = data.slice(from, from + size);
      },
    };
    const device = {
      limits,
      features,
      queue,
      createShaderModule: (source: GPUShaderModuleDescriptor) => source,
      createComputePipeline: ({
        compute,
      }: {
        readonly compute: { readonly module: GPUShaderModuleDescriptor; readonly entryPoint: string };
      }) => this.#gpu.pipeline(compute.module.label ?? '', compute.module.code, compute.entryPoint),
      createBindGroup: ({ entries }: { readonly entries: readonly { readonly resource: unknown }[] }) =>
        entries.map(({ resource }) =>
          resource instanceof TraceBuffer ? resource : (resource as { readonly buffer: TraceBuffer }).buffer,
        ),
      createCommandEncoder: () => this.#encoder(),
    };
    return device as unknown as GPUDevice;
  }

  #encoder() {
    let pipeline: GPUComputePipeline | null = null;
    let buffers: readonly TraceBuffer[] = [];
    const pass = {
      setPipeline: (given: GPUComputePipeline) => {
        pipeline = given;
      },
      setBindGroup: (_: number, given: readonly TraceBuffer[]) => {
        buffers = given;
      },
      dispatchWorkgroups: (x: number, y = 1, z = 1) => {
        // tfjs binds its result first, then the operands, then the uniforms.
        const last = buffers.length - 1;
        const bindings = buffers.map((buffer, place) => ({
          buffer,
          access: place === 0 ? ('write' as const) : place === last ? ('uniform' as const) : ('read' as const),
        }));
        this.commands.push({ label: this.#node, pipeline: pipeline as GPUComputePipeline, bindings, workgroups: [x, y, z] });
      },
      end: () => {},
    };
    return { beginComputePass: () => pass, finish: () => null };
  }
}
