import type { Availability, Engine } from '../engine.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';

/** Programs as ONNX graphs on ONNX Runtime, updates as WebAssembly kernels over the same memory: everything comes with `npm install`. */
export const cpuEngine: Engine = {
  name: 'cpu',
  summary: 'ONNX Runtime on the processor, with optimiser kernels in WebAssembly',

  async probe(): Promise<Availability> {
    try {
      const { env } = await loadOnnxRuntime();
      return { isUsable: true, detail: `ONNX Runtime ${env.versions.node ?? env.versions.common}` };
    } catch (error) {
      return {
        isUsable: false,
        reason: `ONNX Runtime cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'npm install onnxruntime-node --ignore-scripts',
      };
    }
  },

  // The session's code comes with ONNX Runtime's: `emoc check` and `emoc doctor` need neither.
  load: async (program, state, options) => (await import('./cpu-session.ts')).loadSession(program, state, options),
};
