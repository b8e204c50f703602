import type { Tensorflow, TensorflowAddon, TensorId } from '../../../../src/runtime/engines/cuda/tensorflow-addon.ts';

/** What TensorFlow was asked for in one call. */
export interface SeenCall {
  /** Copies of what was fed, by placeholder. */
  readonly inputs: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>;
  readonly outputs: readonly string[];
}

export interface FakeAddon {
  readonly tensorflow: Tensorflow;
  /** Every call, in order. */
  readonly calls: SeenCall[];
  /** Tensors that were made and not given back. */
  readonly held: () => number;
}

type Bits = Float32Array | Int32Array | Uint8Array;

/** The border to TensorFlow without TensorFlow behind it: remembers the calls, and `answer` gives their results, one array an output, or throws. */
export function fakeAddon(answer: (call: SeenCall) => readonly Bits[]): FakeAddon {
  const tensors = new Map<TensorId, { readonly shape: readonly number[]; readonly values: Bits }>();
  const calls: SeenCall[] = [];
  let next = 0;
  const keep = (shape: readonly number[], values: Bits): TensorId => {
    tensors.set(next, { shape, values });
    next += 1;
    return next - 1;
  };
  const addon: TensorflowAddon = {
    TF_Version: '2.18.1',
    TF_FLOAT: 1,
    TF_INT32: 3,
    TF_BOOL: 10,
    createTensor: (shape, _, values) => keep(shape, values),
    deleteTensor: (tensor) => {
      tensors.delete(tensor);
    },
    tensorDataSync: (tensor) => tensors.get(tensor)!.values,
    loadSavedModel: () => 0,
    deleteSavedModel: () => {},
    runSavedModel: (_, inputs, inputNames, outputNames) => {
      const names = inputNames === '' ? [] : inputNames.split(',');
      const call = {
        inputs: new Map(
          inputs.map((id, place) => {
            const { shape, values } = tensors.get(id)!;
            return [names[place]!.replace(/:0$/, ''), { shape, values: [...values] }] as const;
          }),
        ),
        outputs: outputNames.split(','),
      };
      calls.push(call);
      return answer(call).map((values) => ({ id: keep([values.length], values) }));
    },
  };
  return { tensorflow: { addon, isOnGpu: false }, calls, held: () => tensors.size };
}
