import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorflowDtype } from '../../../compiler/graph/tensorflow-writer.ts';
import type { Kernel, KernelAttributes, KernelInputs, Runtime } from './backend.ts';
import type { TfjsCore } from './packages.ts';
import type { Value } from './values.ts';

const tfjsDtypes: Readonly<Partial<Record<TensorflowDtype, 'float32' | 'int32' | 'bool'>>> = {
  f32: 'float32',
  i32: 'int32',
  bool: 'bool',
};

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

/** The name that tfjs has for an element type. Those that only exist inside composites have none. */
export function tfjsDtype(dtype: TensorflowDtype): 'float32' | 'int32' | 'bool' {
  const found = tfjsDtypes[dtype];
  if (found === undefined) throw new Error(`tfjs has no ${dtype} (a bug of emoc)`);
  return found;
}

/** The kernels registered for `backendName` over an instance of that backend. */
export function createRuntime(
  core: TfjsCore,
  backendName: string,
  backend: KernelBackend,
  own: Pick<Runtime, 'overrides' | 'composites'>,
): Runtime {
  const kernels = new Map<string, Kernel>();
  const find = (name: string): Kernel => {
    const found = core.getKernel(name, backendName)?.kernelFunc as Kernel | undefined;
    if (found === undefined) throw new Error(`tfjs's ${backendName} backend has no kernel ${name} (a bug of emoc)`);
    kernels.set(name, found);
    return found;
  };
  const call = (name: string, inputs: KernelInputs, attrs: KernelAttributes = {}): TensorInfo | TensorInfo[] =>
    (kernels.get(name) ?? find(name))({ inputs, backend, attrs });
  return {
    ...own,
    backend,
    run: (name, inputs, attributes) => call(name, inputs, attributes) as TensorInfo,
    runAll: (name, inputs, attributes) => call(name, inputs, attributes) as TensorInfo[],
    tensor: (value) => tensorOf(backend, value),
    dispose: ({ dataId }) => {
      backend.disposeData(dataId);
    },
  };
}

function tensorOf(backend: KernelBackend, value: Value | undefined): TensorInfo {
  if (value === undefined || value.place === 'list') throw new Error('a tensor was expected (a bug of emoc)');
  if (value.place === 'device') return value.tensor;
  if (value.uploaded === null) {
    const dtype = tfjsDtype(value.dtype);
    const shape = [...value.shape];
    value.uploaded = { dataId: backend.write(arrays[dtype].from(value.values), shape, dtype), shape, dtype };
  }
  return value.uploaded;
}
