import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Availability, Engine } from '../engine.ts';
import { processSurroundings, type Surroundings } from '../engine-folder.ts';
import type { Gpu, WebgpuPackages } from './gpu.ts';

const remedy = 'emoc engine install webgpu';
const notInstalled = 'Dawn and tfjs for WebGPU are not installed';

/**
 * Programs as steps of tfjs's WebGPU kernels and shaders of emoc's own, through Dawn: NVIDIA, AMD, Intel and Apple. Sessions of one process share
 * a device until it is lost.
 */
export function createWebgpuEngine(surroundings: Surroundings): Engine {
  let shared: Promise<Gpu> | null = null;

  async function open(packages: WebgpuPackages): Promise<Gpu> {
    if (shared !== null && (await shared).isLost) shared = null;
    shared ??= import('./gpu.ts').then((module) => module.Gpu.open(packages));
    shared.catch(() => {
      shared = null;
    });
    return shared;
  }

  return {
    name: 'webgpu',
    summary: 'tfjs on the GPU through WebGPU (Vulkan, Metal, Direct3D 12), with shaders for updates, masks and LSTMs',

    async probe(): Promise<Availability> {
      try {
        const { findAdapter, findPackages, noAdapter } = await import('./gpu.ts');
        const packages = findPackages(surroundings);
        if (packages === null) return { isUsable: false, reason: notInstalled, remedy };
        const found = await findAdapter(packages);
        if (found === null) return { isUsable: false, reason: noAdapter, remedy: 'emoc doctor' };
        const { name, isSoftware } = found;
        const detail = `${name}, Dawn ${packages.dawn.version}, tfjs ${packages.tfjs.version}`;
        if (!isSoftware) return { isUsable: true, detail };
        return {
          isUsable: true,
          detail: `${detail}; computes on the processor, so it is used only when asked for by name`,
          isOnlyByName: true,
        };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { isUsable: false, reason: `Dawn cannot be loaded: ${message}`, remedy };
      }
    },

    async load(program, state, options) {
      const { findPackages } = await import('./gpu.ts');
      const packages = findPackages(surroundings);
      if (packages === null) throw new Failure(report.engineNotUsable(null, { engine: 'webgpu', reason: notInstalled, remedy }));
      const { loadSession } = await import('./webgpu-session.ts');
      return loadSession(await open(packages), program, state, options);
    },
  };
}

export const webgpuEngine: Engine = createWebgpuEngine(processSurroundings());
