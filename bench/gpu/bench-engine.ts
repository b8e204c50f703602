import { type Engine, ownWay } from '../../src/runtime/engines/engine.ts';

/** How an engine is wanted. */
export interface EngineWish {
  /** Also where nothing but the processor computes: to see that everything runs. */
  readonly isSoftwareAllowed: boolean;
}

/** The engines by the names that the tables have for them. Each is loaded when it is asked for: a carried folder lacks some of their packages. */
const loaders: Readonly<Record<string, (wish: EngineWish) => Promise<Engine>>> = {
  cpu: async () => (await import('../../src/runtime/engines/cpu/cpu-engine.ts')).cpuEngine,
  webgpu: async () => (await import('../../src/runtime/engines/webgpu/webgpu-engine.ts')).webgpuEngine,
  cuda: async (wish) => cuda(wish, false),
  'cuda-xla': async (wish) => cuda(wish, true),
};

async function cuda({ isSoftwareAllowed }: EngineWish, xla: boolean): Promise<Engine> {
  const { cudaEngine } = await import('../../src/runtime/engines/cuda/cuda-engine.ts');
  if (cudaEngine.settings === undefined) throw new Error('the engine `cuda` has lost its settings');
  return cudaEngine.settings.apply({ ...ownWay, xla, device: isSoftwareAllowed ? 'cpu' : 'gpu' });
}

export const benchEngineNames: readonly string[] = Object.keys(loaders);

/** Loads an engine for the benchmark, or says why it cannot be. */
export async function benchEngine(name: string, wish: EngineWish): Promise<Engine | string> {
  const load = loaders[name];
  if (load === undefined) throw new Error(`no engine ${name}; there are ${benchEngineNames.join(', ')}`);
  try {
    return await load(wish);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const missing = /'([^']+)'/.exec((error as Error).message)?.[1] ?? 'a package';
    return `${missing} is not in this folder`;
  }
}
