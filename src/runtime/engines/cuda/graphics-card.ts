import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';

/** Where libraries and devices are looked for: passed in, so that nothing here reads the process. */
export interface MachineFiles {
  /** Folders in the order in which the loader goes through them. */
  readonly libraryFolders: readonly string[];
  /** `/dev`, and `/proc/driver/nvidia` of a loaded driver. */
  readonly deviceFolder: string;
  readonly driverFolder: string;
  readonly visibleDevices: string | undefined;
}

/** What TensorFlow 2.18 opens by name when it looks for a graphics card: CUDA 12 and cuDNN 9. */
const libraries: readonly (readonly [file: string, part: string])[] = [
  ['libcudart.so.12', 'the CUDA runtime'],
  ['libcublas.so.12', 'cuBLAS'],
  ['libcublasLt.so.12', 'cuBLAS'],
  ['libcufft.so.11', 'cuFFT'],
  ['libcusolver.so.11', 'cuSOLVER'],
  ['libcusparse.so.12', 'cuSPARSE'],
  ['libcudnn.so.9', 'cuDNN'],
];

const driverLibrary = 'libcuda.so.1';

/** Folders of a Debian, Red Hat or container system that its loader knows; `/usr/local/cuda` is where NVIDIA's own installer puts things. */
const systemFolders = [
  '/usr/lib/x86_64-linux-gnu',
  '/lib/x86_64-linux-gnu',
  '/usr/lib64',
  '/lib64',
  '/usr/lib',
  '/usr/local/cuda/lib64',
  '/usr/local/cuda/compat',
  '/usr/local/nvidia/lib64',
  '/usr/lib/wsl/lib',
];

/** The files of this machine, for a TensorFlow in `tensorflowFolder` with the CUDA wheels beside it. */
export function machineFiles(tensorflowFolder: string, environment: Readonly<Record<string, string | undefined>>): MachineFiles {
  const wheels = join(tensorflowFolder, '..', 'nvidia');
  const fromWheels = existsSync(wheels) ? readdirSync(wheels).map((part) => join(wheels, part, 'lib')) : [];
  const given = (environment.LD_LIBRARY_PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return {
    libraryFolders: [...given, ...fromWheels, ...systemFolders],
    deviceFolder: '/dev',
    driverFolder: '/proc/driver/nvidia',
    visibleDevices: environment.CUDA_VISIBLE_DEVICES,
  };
}

/**
 * Why TensorFlow will find no graphics card here, without loading it; `null` where nothing is known to be in the way. The driver first: without
 * it libraries are of no use.
 *
 * @param isOwnTensorflow Whether it is the TensorFlow that emoc installs, whose libraries are known by name.
 */
export function cardProblem(files: MachineFiles, isOwnTensorflow: boolean): Failure | null {
  const { libraryFolders, deviceFolder, driverFolder, visibleDevices } = files;
  const has = (library: string): boolean => libraryFolders.some((folder) => existsSync(join(folder, library)));
  const without = (reason: string): Failure => new Failure(report.noGraphicsCard(null, { reason }));
  const isWindowsHost = existsSync(join(deviceFolder, 'dxg'));
  if (!isWindowsHost && !existsSync(join(deviceFolder, 'nvidiactl')) && !existsSync(driverFolder))
    return without('there is neither an NVIDIA device nor a driver for one');
  if (!has(driverLibrary)) return without(`the library \`${driverLibrary}\` of NVIDIA's driver is missing`);
  if (visibleDevices === '' || visibleDevices?.startsWith('-') === true)
    return without(`CUDA_VISIBLE_DEVICES is \`${visibleDevices}\`, which hides every card`);
  const missing = !isOwnTensorflow ? undefined : libraries.find(([library]) => !has(library));
  return missing === undefined ? null : new Failure(report.missingCudaLibrary(null, { library: missing[0], part: missing[1] }));
}
