import type { Surroundings } from '../engine-folder.ts';
import { engineVersions, type InstallableEngine, resolveEnginePackage } from '../engine-folder.ts';
import { inspectInstallation } from '../install/installed.ts';
import { recipes } from '../install/recipes.ts';
import type { Graphics, VulkanDriver } from './graphics.ts';

/** One thing that an engine needs: whether it is there, what was found, and what to type where it is not. */
export interface Finding {
  readonly what: string;
  readonly isFine: boolean;
  readonly found: string;
  readonly remedy?: string;
}

/** What CUDA 12 needs at least (NVIDIA, "CUDA Compatibility", minor version compatibility). */
const oldestDriver = [525, 60, 13] as const;

/** Everything that an installable engine needs on this machine, in the order in which it has to be there. */
export async function findingsFor(
  engine: InstallableEngine,
  surroundings: Surroundings,
  graphics: Graphics,
): Promise<readonly Finding[]> {
  const { platform, architecture } = surroundings;
  const recipe = recipes[engine];
  const system = `${platform} ${architecture}`;
  if (!recipe.platforms.includes(system)) {
    return [
      {
        what: 'system',
        isFine: false,
        found: `${system}; the engine exists for ${recipe.platforms.join(', ')}`,
        remedy: recipe.elsewhere,
      },
    ];
  }
  const installation = await installationOf(engine, surroundings);
  if (engine === 'cuda') return [installation, driverOf(graphics), cudaLibraryOf(graphics), cardsOf(graphics)];
  return platform === 'linux' ? [installation, vulkanLoaderOf(graphics), vulkanDriversOf(graphics)] : [installation];
}

async function installationOf(engine: InstallableEngine, surroundings: Surroundings): Promise<Finding> {
  const remedy = `emoc engine install ${engine}`;
  const installed = await inspectInstallation(engine, surroundings);
  const what = 'installation';
  if (installed.state === 'damaged') return { what, isFine: false, found: `damaged: ${installed.reason}`, remedy };
  if (installed.state === 'unfinished') return { what, isFine: false, found: `unfinished, in ${installed.folder}`, remedy };
  if (installed.state === 'absent') {
    const main = { cuda: '@tensorflow/tfjs-node-gpu', webgpu: 'webgpu' }[engine];
    const own = resolveEnginePackage(engine, main, surroundings);
    if (own === null) return { what, isFine: false, found: 'not there', remedy };
    return { what, isFine: true, found: `${main} ${own.version} in ${own.folder}` };
  }
  const { device, details } = installed.record;
  const said = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  const build = device === 'cpu' ? ', a build for the processor only (`--device cpu`)' : '';
  return { what, isFine: true, found: `${engineVersions[engine]} (${said.join(', ')})${build} in ${installed.folder}` };
}

function driverOf({ nvidiaDriver, nvidiaSmi }: Graphics): Finding {
  const what = 'NVIDIA driver';
  if (nvidiaDriver === null) {
    const found = nvidiaSmi.state === 'works' ? 'in the kernel of another system; nvidia-smi reaches it' : 'none in the kernel';
    const remedy = 'install the driver of the card (Debian: apt install nvidia-driver; in a container: docker run --gpus all)';
    return nvidiaSmi.state === 'works' ? { what, isFine: true, found } : { what, isFine: false, found, remedy };
  }
  if (isOlder(nvidiaDriver)) {
    const remedy = `update the driver to ${oldestDriver.join('.')} or later`;
    return { what, isFine: false, found: `${nvidiaDriver}, too old for CUDA 12`, remedy };
  }
  return { what, isFine: true, found: nvidiaDriver };
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const place = oldestDriver.findIndex((least, index) => (parts[index] ?? 0) !== least);
  return place >= 0 && (parts[place] ?? 0) < (oldestDriver[place] as number);
}

function cudaLibraryOf({ libraries, nvidiaDriver }: Graphics): Finding {
  const path = libraries['libcuda.so.1'];
  if (path !== null) return { what: 'libcuda.so.1', isFine: true, found: path };
  const remedy =
    nvidiaDriver === null
      ? 'it comes with the driver'
      : 'it belongs to the driver (Debian: apt install libcuda1); in a container the NVIDIA container toolkit brings it';
  return { what: 'libcuda.so.1', isFine: false, found: 'not there', remedy };
}

function cardsOf({ nvidiaSmi }: Graphics): Finding {
  const what = 'graphics cards';
  if (nvidiaSmi.state === 'works') {
    const found = nvidiaSmi.cards.join('; ');
    return found === ''
      ? { what, isFine: false, found: 'nvidia-smi lists none', remedy: 'is the card visible here? nvidia-smi -L' }
      : { what, isFine: true, found };
  }
  if (nvidiaSmi.state === 'failed')
    return { what, isFine: false, found: `nvidia-smi: ${nvidiaSmi.reason}`, remedy: 'nvidia-smi' };
  return { what, isFine: false, found: 'unknown: there is no nvidia-smi', remedy: 'it comes with the driver' };
}

function vulkanLoaderOf({ libraries }: Graphics): Finding {
  const path = libraries['libvulkan.so.1'];
  if (path !== null) return { what: 'Vulkan loader', isFine: true, found: path };
  const remedy =
    'Debian and Ubuntu: apt install libvulkan1; Fedora: dnf install vulkan-loader; Arch: pacman -S vulkan-icd-loader';
  return { what: 'Vulkan loader', isFine: false, found: 'no libvulkan.so.1', remedy };
}

function vulkanDriversOf({ vulkanDrivers, vulkanVariable, nvidiaDriver, libraries }: Graphics): Finding {
  const what = vulkanVariable === null ? 'Vulkan drivers' : `Vulkan drivers (${vulkanVariable})`;
  const usable = vulkanDrivers.filter(({ isThere }) => isThere);
  const found = vulkanDrivers.length === 0 ? 'none' : vulkanDrivers.map(describe).join('; ');
  const nvidiaLibrary = libraries['libGLX_nvidia.so.0'] ?? libraries['libEGL_nvidia.so.0'];
  const isNvidiaUnnamed = nvidiaLibrary !== null && !usable.some(({ library }) => /nvidia/i.test(library));
  if (isNvidiaUnnamed) {
    const remedy = `NVIDIA's library is there (${nvidiaLibrary}) and no file names it, as in many containers: ${ownDriverFile(nvidiaLibrary)}`;
    return { what, isFine: false, found, remedy };
  }
  if (usable.length > 0) return { what, isFine: true, found };
  const remedy =
    nvidiaDriver === null
      ? 'install the driver of the card (AMD, Intel: apt install mesa-vulkan-drivers; NVIDIA: its own)'
      : "the driver's graphics libraries are missing: in a container set NVIDIA_DRIVER_CAPABILITIES=all; Debian: apt install nvidia-vulkan-icd";
  return { what, isFine: false, found, remedy };
}

const describe = ({ file, library, isThere }: VulkanDriver): string => `${file} -> ${library}${isThere ? '' : ' (not there)'}`;

/** What to type where NVIDIA's driver is there without the file that leads Vulkan to it. */
const ownDriverFile = (library: string): string => {
  const content = nvidiaDriverFile(library.slice(library.lastIndexOf('/') + 1));
  return `echo '${content}' > nvidia_icd.json && export VK_DRIVER_FILES=$PWD/nvidia_icd.json`;
};

/** The file in which Vulkan's loader finds NVIDIA's driver, which some containers leave out though the library is there. */
export const nvidiaDriverFile = (library: string): string =>
  JSON.stringify({ file_format_version: '1.0.1', ICD: { library_path: library, api_version: '1.3.0' } });
