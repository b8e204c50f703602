import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nvidiaDriverFile } from '../../src/runtime/engines/doctor/findings.ts';
import { findGraphics } from '../../src/runtime/engines/doctor/graphics.ts';
import { thisMachine } from '../../src/runtime/engines/doctor/machine.ts';
import { processSurroundings } from '../../src/runtime/engines/engine-folder.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An environment in which a Vulkan driver may be found, and why. */
export interface VulkanAttempt {
  readonly why: string;
  readonly environment: Environment;
}

/** Folders that containers mount NVIDIA's driver into without telling the loader. */
const driverFolders = ['/usr/local/nvidia/lib64', '/usr/local/nvidia/lib', '/usr/lib/wsl/lib'];
/** Files that lead to NVIDIA's Vulkan driver outside the folders in which the loader looks. */
const driverFiles = ['/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json'];

/**
 * Environments to try for WebGPU on Linux, the machine's own first: then with the loader of the carried folder, and with files that name NVIDIA's
 * driver, since containers often bring the driver's libraries without the file that leads Vulkan to them.
 *
 * @param carriedLibraries A folder with a `libvulkan.so.1`, for machines that have none; `null` without one.
 * @param workFolder Where the files that name a driver are written.
 */
export async function vulkanAttempts(carriedLibraries: string | null, workFolder: string): Promise<readonly VulkanAttempt[]> {
  const base: Environment = process.env;
  if (process.platform !== 'linux') return [{ why: 'as the machine is', environment: base }];
  const { libraries } = await findGraphics(processSurroundings(), thisMachine);
  const added = [
    ...(libraries['libvulkan.so.1'] === null && carriedLibraries !== null ? [carriedLibraries] : []),
    ...driverFolders.filter((folder) => existsSync(folder)),
  ];
  const own = (base.LD_LIBRARY_PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const reachable: Environment = added.length === 0 ? base : { ...base, LD_LIBRARY_PATH: [...own, ...added].join(delimiter) };
  mkdirSync(workFolder, { recursive: true });
  const written = ['libGLX_nvidia.so.0', 'libEGL_nvidia.so.0'].map((library) => {
    const file = join(workFolder, `${library.replace(/\W/g, '-')}.json`);
    writeFileSync(file, nvidiaDriverFile(library));
    return file;
  });
  const files = [...driverFiles.filter((file) => existsSync(file)), ...written];
  return [
    { why: added.length === 0 ? 'as the machine is' : `with ${added.join(', ')}`, environment: reachable },
    ...files.map((file) => ({
      why: `with the driver file ${file}`,
      environment: { ...reachable, VK_DRIVER_FILES: file, VK_ICD_FILENAMES: file },
    })),
  ];
}
