import { cudaEngine } from '../../../src/runtime/engines/cuda/cuda-engine.ts';
import { ownWay } from '../../../src/runtime/engines/engine.ts';

/** The engine on the processor: the same graphs, calls and checks as on a graphics card. */
export const cudaOnProcessor = cudaEngine.settings!.apply({ ...ownWay, device: 'cpu' });

/** The same with the step compiled by XLA. */
export const cudaCompiled = cudaEngine.settings!.apply({ device: 'cpu', xla: true });

/** Whether the engine can be run here; says why not, and how it would. */
export async function isCudaThere(): Promise<boolean> {
  const availability = await cudaOnProcessor.probe();
  if (!availability.isUsable)
    console.log(`skipped: the engine cuda: ${availability.reason} (\`emoc engine install cuda --device cpu\`, or EMOC_ENGINES)`);
  return availability.isUsable;
}
