import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Surroundings } from '../engine-folder.ts';
import type { Machine } from './machine.ts';

/** What a machine has of graphics cards, drivers and their libraries, as far as engines care. */
export interface Graphics {
  /** Version of the NVIDIA driver in the kernel; `null` without one. */
  readonly nvidiaDriver: string | null;
  readonly nvidiaSmi: NvidiaSmi;
  /** Libraries by name, and the file that the loader would take; `null` where there is none. Linux only. */
  readonly libraries: Readonly<Record<LibraryName, string | null>>;
  readonly vulkanDrivers: readonly VulkanDriver[];
  /** Which variable names the drivers in place of the usual folders; `null` without one. */
  readonly vulkanVariable: string | null;
}

export type NvidiaSmi =
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'works'; readonly cards: readonly string[] };

/** A file in which a Vulkan driver (ICD) says where its library is. */
export interface VulkanDriver {
  readonly file: string;
  readonly library: string;
  /** Whether the library is where the file says. */
  readonly isThere: boolean;
}

const libraryNames = ['libcuda.so.1', 'libvulkan.so.1', 'libGLX_nvidia.so.0', 'libEGL_nvidia.so.0'] as const;
export type LibraryName = (typeof libraryNames)[number];

/** Looks at the kernel, the loader and the folders of Vulkan's drivers. Starts `nvidia-smi` and `ldconfig`, loads nothing. */
export async function findGraphics({ environment, platform, homeFolder }: Surroundings, machine: Machine): Promise<Graphics> {
  const isLinux = platform === 'linux';
  const kernel = isLinux ? machine.readText('/proc/driver/nvidia/version') : null;
  const find = isLinux ? await libraryFinder(environment, machine) : () => null;
  const { files, variable } = vulkanFiles(environment, homeFolder, machine);
  return {
    nvidiaDriver: kernel === null ? null : (/Module.*?\s(\d+\.\d+(?:\.\d+)?)\s/.exec(kernel)?.[1] ?? null),
    nvidiaSmi: await askNvidiaSmi(machine),
    libraries: Object.fromEntries(libraryNames.map((name) => [name, find(name)])) as Graphics['libraries'],
    vulkanDrivers: isLinux ? files.flatMap((file) => readDriver(file, find, machine)) : [],
    vulkanVariable: variable,
  };
}

async function askNvidiaSmi(machine: Machine): Promise<NvidiaSmi> {
  const answer = await machine.run('nvidia-smi', ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader']);
  if (answer === null) return { state: 'missing' };
  const lines = answer.text.split('\n').filter((line) => line !== '');
  return answer.isFine ? { state: 'works', cards: lines } : { state: 'failed', reason: lines[0] ?? 'it said nothing' };
}

/** How the dynamic loader finds a library by name: `LD_LIBRARY_PATH`, then its cache; then folders that containers mount drivers into. */
async function libraryFinder(
  environment: Surroundings['environment'],
  machine: Machine,
): Promise<(name: string) => string | null> {
  const cache = (await machine.run('ldconfig', ['-p'])) ?? (await machine.run('/sbin/ldconfig', ['-p']));
  const cached = new Map(
    [...(cache?.text ?? '').matchAll(/^\s*(\S+) \(.*?x86-64.*?\) => (\S+)$/gm)].map(([, name, path]) => [name, path]),
  );
  const named = (environment.LD_LIBRARY_PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const inFolder = (name: string, folders: readonly string[]): string | undefined => {
    const folder = folders.find((one) => machine.list(one).includes(name));
    return folder === undefined ? undefined : join(folder, name);
  };
  const usual = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return (name) => inFolder(name, named) ?? cached.get(name) ?? inFolder(name, usual) ?? null;
}

/** As the Vulkan loader looks for drivers: `VK_DRIVER_FILES` and `VK_ICD_FILENAMES` name them, else folders do. */
function vulkanFiles(
  environment: Surroundings['environment'],
  home: string,
  machine: Machine,
): { readonly files: readonly string[]; readonly variable: string | null } {
  for (const variable of ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES']) {
    const value = environment[variable];
    if (value !== undefined && value !== '') return { files: value.split(delimiter), variable };
  }
  const split = (value: string | undefined, fallback: string): readonly string[] =>
    (value === undefined || value === '' ? fallback : value).split(':');
  const roots = [
    ...split(environment.XDG_CONFIG_HOME, join(home, '.config')),
    ...split(environment.XDG_CONFIG_DIRS, '/etc/xdg'),
    '/usr/local/etc',
    '/etc',
    ...split(environment.XDG_DATA_HOME, join(home, '.local/share')),
    ...split(environment.XDG_DATA_DIRS, '/usr/local/share:/usr/share'),
  ];
  const files = roots.flatMap((root) => {
    const folder = join(root, 'vulkan', 'icd.d');
    return machine
      .list(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  });
  return { files, variable: null };
}

function readDriver(file: string, find: (name: string) => string | null, machine: Machine): readonly VulkanDriver[] {
  const library = /"library_path"\s*:\s*"([^"]+)"/.exec(machine.readText(file) ?? '')?.[1];
  if (library === undefined) return [{ file, library: 'none: the file cannot be read', isThere: false }];
  // A bare name is looked up by the loader, a path with a slash is relative to the file.
  if (!library.includes('/')) return [{ file, library, isThere: find(library) !== null }];
  const path = isAbsolute(library) ? library : resolve(dirname(file), library);
  return [{ file, library: path, isThere: machine.list(dirname(path)).includes(path.slice(dirname(path).length + 1)) }];
}
