/// <reference types="@webgpu/types" />
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as tfjsWebgpu from '@tensorflow/tfjs-backend-webgpu';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { type EnginePackage, resolveEnginePackage, type Surroundings } from '../engine-folder.ts';
import { loadTfjs, type TfjsPackages } from '../tfjs/packages.ts';
import { corrected } from './corrections.ts';

/** Dawn for Node, as the npm package `webgpu` exports it. */
interface Dawn {
  readonly create: (options: readonly string[]) => GPU;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The packages that the engine is made of, where they were found. */
export interface WebgpuPackages {
  readonly dawn: EnginePackage;
  readonly tfjs: EnginePackage;
}

export function findPackages(surroundings: Surroundings): WebgpuPackages | null {
  const dawn = resolveEnginePackage('webgpu', 'webgpu', surroundings);
  const tfjs = resolveEnginePackage('webgpu', '@tensorflow/tfjs-backend-webgpu', surroundings);
  return dawn === null || tfjs === null ? null : { dawn, tfjs };
}

interface FoundAdapter {
  readonly adapter: GPUAdapter;
  readonly name: string;
  /** Whether it computes on the processor. */
  readonly isSoftware: boolean;
}

/**
 * Dawn's one instance in this process, by the folder it was loaded from. It is kept on purpose: a second one makes the process abort when the
 * first is collected.
 */
const instances = new Map<string, Promise<GPU>>();

async function createInstance(folder: string): Promise<GPU> {
  const { create, globals } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as Dawn;
  // tfjs looks for a browser's names: constants such as GPUBufferUsage, and navigator.gpu.
  Object.assign(globalThis, globals);
  const scope = globalThis as { navigator?: object };
  if (scope.navigator === undefined) Object.defineProperty(scope, 'navigator', { value: {}, configurable: true });
  const gpu = create([]);
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true });
  return gpu;
}

/** The best adapter of this machine, `null` if there is none. */
export async function findAdapter({ dawn: { folder } }: WebgpuPackages): Promise<FoundAdapter | null> {
  const instance = instances.get(folder) ?? createInstance(folder);
  instances.set(folder, instance);
  const gpu = await instance;
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return null;
  const { vendor, device, description, isFallbackAdapter } = adapter.info;
  const name = [device, description].filter((part) => part !== '').join(', ') || vendor;
  // Drivers that compute on the processor say so of themselves; lavapipe has not always.
  return { adapter, name, isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(name) };
}

/** A device with everything its adapter allows, and the first thing that went wrong on it. */
export class Gpu {
  readonly device: GPUDevice;
  readonly adapterName: string;
  /** Whether it computes on the processor. */
  readonly isSoftware: boolean;
  readonly adapterInfo: GPUAdapterInfo;
  readonly tfjs: TfjsPackages<typeof tfjsWebgpu>;
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  #failure: Error | null = null;
  #isLost = false;

  private constructor(device: GPUDevice, { adapter, name, isSoftware }: FoundAdapter, tfjs: TfjsPackages<typeof tfjsWebgpu>) {
    this.device = device;
    this.adapterName = name;
    this.isSoftware = isSoftware;
    this.adapterInfo = adapter.info;
    this.tfjs = tfjs;
    // WebGPU never throws: without this, training would go on with whatever lies in the buffers.
    device.onuncapturederror = ({ error }) => {
      this.#failure ??= failureOf(error, name);
    };
    void device.lost.then(({ reason, message }) => {
      this.#isLost = true;
      this.#failure ??= new Failure(
        report.gpuLost(null, { adapter: name, reason: message.trim() || (reason ?? 'unknown reason') }),
      );
    });
  }

  /** Throws a `Failure` where this machine has no adapter (E0801). */
  static async open(packages: WebgpuPackages): Promise<Gpu> {
    const found = await findAdapter(packages);
    if (found === null)
      throw new Failure(report.engineNotUsable(null, { engine: 'webgpu', reason: noAdapter, remedy: 'emoc doctor' }));
    const { adapter } = found;
    const requiredLimits = Object.fromEntries(limitsOf(adapter.limits));
    const device = await adapter.requestDevice({ requiredLimits });
    return new Gpu(device, found, loadTfjs<typeof tfjsWebgpu>(packages.tfjs));
  }

  /** A shader's pipeline, compiled once for all sessions of the device. */
  pipeline(label: string, code: string, entryPoint = 'main'): GPUComputePipeline {
    const known = this.#pipelines.get(code);
    if (known !== undefined) return known;
    const module = this.device.createShaderModule({ label, code: corrected(label, code) });
    const pipeline = this.device.createComputePipeline({ label, layout: 'auto', compute: { module, entryPoint } });
    this.#pipelines.set(code, pipeline);
    return pipeline;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** Throws what went wrong since the last time anybody asked. A lost device stays lost. */
  check(): void {
    const failure = this.#failure;
    if (failure === null) return;
    if (!this.#isLost) this.#failure = null;
    throw failure;
  }
}

export const noAdapter = 'no GPU with a driver for Vulkan, Metal or Direct3D 12 was found';

function failureOf(error: GPUError, adapter: string): Error {
  // Below the driver's own words Dawn says where in its source they were met.
  const [driversWords = ''] = error.message.trim().split('\n');
  if (error instanceof GPUOutOfMemoryError) return new Failure(report.gpuMemory(null, { adapter, message: driversWords }));
  return new Failure(report.gpuRefusal(null, { adapter, message: error.message.trim() }));
}

/** Every limit of an adapter by name: what is not asked for stays at the small default. */
function* limitsOf(limits: GPUSupportedLimits): Generator<[string, number]> {
  // The limits are getters of the prototype, which a spread would not see.
  for (const name in limits) {
    const value = limits[name as keyof GPUSupportedLimits];
    if (typeof value === 'number') yield [name, value];
  }
}
