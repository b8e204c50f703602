import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signature, SignatureTensor } from '../../../compiler/emit/tensorflow/saved-model/main-graph.ts';
import type { SavedModel } from '../../../compiler/emit/tensorflow/saved-model/saved-model.ts';
import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import { deviceFailure } from './device-failure.ts';
import { addonTypes, type SessionId, type Tensorflow, type TensorflowAddon, type TensorId } from './tensorflow-addon.ts';

export type Values = Float32Array | Int32Array | Uint8Array;

/** A signature with the words that a call needs. */
interface PreparedCall {
  readonly signature: Signature;
  readonly inputNames: string;
  readonly outputNames: string;
}

/** A SavedModel that TensorFlow has loaded, with its variables. */
export class TensorflowSession {
  readonly #addon: TensorflowAddon;
  readonly #session: SessionId;
  readonly #calls = new Map<Signature, PreparedCall>();

  private constructor(addon: TensorflowAddon, session: SessionId) {
    this.#addon = addon;
    this.#session = session;
  }

  /** Loads a model by way of a folder, which is the only way there is. It is removed again at once. */
  static load({ addon }: Tensorflow, { bytes }: SavedModel): TensorflowSession {
    const folder = mkdtempSync(join(tmpdir(), 'emoc-cuda-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), bytes);
      return new TensorflowSession(addon, addon.loadSavedModel(folder, 'serve'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Calls a signature. `values` gives each input by its name; the arrays are read before this returns. The results are new arrays, in the order
   * of the signature's outputs.
   *
   * Throws a `Failure` where the device is out of memory (E0815) or stopped working (E0818).
   */
  run(signature: Signature, bindings: Bindings, values: (name: string) => Values | undefined, what: string): readonly Values[] {
    const { inputNames, outputNames } = this.#prepared(signature);
    const inputs: TensorId[] = [];
    let outputs: readonly { readonly id: TensorId }[] = [];
    try {
      for (const input of signature.inputs) inputs.push(this.#feed(input, bindings, values(input.name)));
      outputs = this.#addon.runSavedModel(this.#session, inputs, inputNames, outputNames);
      return outputs.map(({ id }) => this.#addon.tensorDataSync(id));
    } catch (error) {
      throw deviceFailure(error, what, bindings);
    } finally {
      for (const { id } of outputs) this.#addon.deleteTensor(id);
      for (const id of inputs) this.#addon.deleteTensor(id);
    }
  }

  dispose(): void {
    this.#addon.deleteSavedModel(this.#session);
  }

  #prepared(signature: Signature): PreparedCall {
    const known = this.#calls.get(signature);
    if (known !== undefined) return known;
    const names = (tensors: readonly SignatureTensor[]): string =>
      tensors.map(({ result }) => (result.includes(':') ? result : `${result}:0`)).join(',');
    const prepared = { signature, inputNames: names(signature.inputs), outputNames: names(signature.outputs) };
    this.#calls.set(signature, prepared);
    return prepared;
  }

  #feed(input: SignatureTensor, bindings: Bindings, given: Values | undefined): TensorId {
    const sizes = resolveShape(input.shape, bindings);
    const values = checkSize(input, sizes, given);
    const bits = values instanceof Float32Array ? new Int32Array(values.buffer, values.byteOffset, values.length) : values;
    return this.#addon.createTensor(sizes, this.#addon[addonTypes[input.dtype]], bits);
  }
}

/** The values for an input, if there are as many as its shape needs. */
export function checkSize({ name }: SignatureTensor, shape: readonly number[], values: Values | undefined): Values {
  if (values === undefined) throw new Error(`the batch has no field ${name} (a bug of emoc)`);
  if (values.length !== sizeOf(shape))
    throw new Error(`the field ${name} has ${values.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`);
  return values;
}
