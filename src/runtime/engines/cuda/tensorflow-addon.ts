import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { type EnginePackage, resolveEnginePackage, type Surroundings } from '../engine-folder.ts';

/** Numbers of TensorFlow's element types, as the addon names them. */
export const addonTypes = { f32: 'TF_FLOAT', i32: 'TF_INT32', bool: 'TF_BOOL' } as const;

export type TensorId = number & { readonly TensorId?: never };
export type SessionId = number & { readonly SessionId?: never };

/**
 * The part of tfjs-node's native addon (`tf.backend().binding`) that is used here. The layer above it keeps books on every tensor of every
 * op, which a call of a whole session does not need.
 *
 * A tensor that is made from an array shares its memory until it is deleted.
 */
export interface TensorflowAddon {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  createTensor(shape: readonly number[], type: number, values: Float32Array | Int32Array | Uint8Array): TensorId;
  deleteTensor(tensor: TensorId): void;
  tensorDataSync(tensor: TensorId): Float32Array | Int32Array | Uint8Array;
  loadSavedModel(folder: string, tags: string): SessionId;
  deleteSavedModel(session: SessionId): void;
  /** Names of inputs and outputs as `node:0`, with commas between them. */
  runSavedModel(
    session: SessionId,
    inputs: readonly TensorId[],
    inputNames: string,
    outputNames: string,
  ): readonly { readonly id: TensorId }[];
}

export interface Tensorflow {
  readonly addon: TensorflowAddon;
  readonly isOnGpu: boolean;
}

export const packageName = '@tensorflow/tfjs-node-gpu';
/** The last release. The binding is no public interface, so no other version will do. */
export const packageVersion = '4.22.0';
const addonFile = join('lib', 'napi-v8', 'tfjs_binding.node');

/** Finds the package, in the engine's own folder or in `node_modules`. `null` where it is not installed. */
export const findPackage = (surroundings: Surroundings): EnginePackage | null =>
  resolveEnginePackage('cuda', packageName, surroundings);

/** What is wrong with the files of a package, before anything of it is loaded; `null` if nothing is. */
export function problemOf({ version, folder }: EnginePackage): Failure | null {
  if (version !== packageVersion)
    return new Failure(
      report.engineOfOtherVersion(null, {
        engine: 'cuda',
        package: packageName,
        expected: packageVersion,
        found: version,
        folder,
      }),
    );
  if (existsSync(join(folder, addonFile))) return null;
  return new Failure(report.engineDamaged(null, { engine: 'cuda', reason: `\`${join(folder, addonFile)}\` is missing` }));
}

export interface LoadTensorflowOptions {
  readonly device: 'gpu' | 'cpu';
  readonly threads: number;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Loads TensorFlow into the process; a second call gives the same one, with the device and the threads of the first: both are read once, when
 * the library starts.
 *
 * Throws a `Failure` where the addon does not load (E0866, E0812).
 */
export function loadTensorflow(found: EnginePackage, { device, threads, environment }: LoadTensorflowOptions): Tensorflow {
  environment.TF_NUM_INTRAOP_THREADS ??= String(threads);
  environment.TF_NUM_INTEROP_THREADS ??= String(threads);
  // Warnings of TensorFlow would be written over the screen; errors come as errors.
  environment.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // All of the card's memory at once is TensorFlow's habit; other programs may want some.
  environment.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  if (device === 'cpu') environment.CUDA_VISIBLE_DEVICES = '-1';
  restoreUtilFunctions();
  try {
    const { backend } = found.require(packageName) as { backend(): { binding: TensorflowAddon; isUsingGpuDevice: boolean } };
    const { binding, isUsingGpuDevice } = backend();
    return { addon: binding, isOnGpu: isUsingGpuDevice };
  } catch (error) {
    throw loadFailure(error instanceof Error ? error.message : String(error));
  }
}

/** Node 23 took away functions of `util` that the package calls for every op. */
function restoreUtilFunctions(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util.isArray ??= Array.isArray;
  util.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
}

export function loadFailure(message: string): Failure {
  const library = /(\S+\.so[.0-9]*): cannot open shared object file/.exec(message)?.[1];
  if (library !== undefined && !library.includes('tfjs_binding'))
    return new Failure(report.missingCudaLibrary(null, { library, part: 'TensorFlow' }));
  return new Failure(report.engineDamaged(null, { engine: 'cuda', reason: message.split('\n')[0] as string }));
}
