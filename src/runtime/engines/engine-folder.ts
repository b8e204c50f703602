import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Engines that `emoc engine install` puts into the user's cache folder; the others come with emoc. */
export type InstallableEngine = 'cuda' | 'webgpu';

/**
 * What an installed engine's folder is called after its name: the version of the library that does the computing. Another version lies
 * beside the old one, so an emoc that still wants the old one finds it.
 */
export const engineVersions: Readonly<Record<InstallableEngine, string>> = { cuda: '2.18.1', webgpu: '0.6.2' };

/** Where things are on this machine, as far as engines care: passed in, so that nothing here reads the process. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly homeFolder: string;
  /** Folders from which packages are looked up as Node does, in this order: each one's `node_modules`, then those above it. */
  readonly packageFolders: readonly string[];
}

/** The surroundings of this process: packages are looked up from the working folder and from where emoc itself is installed. */
export const processSurroundings = (): Surroundings => ({
  environment: process.env,
  platform: process.platform,
  architecture: process.arch,
  homeFolder: homedir(),
  packageFolders: [process.cwd(), fileURLToPath(new URL('.', import.meta.url))],
});

/** The file that makes a folder an installed engine: it is written last. Its content is `InstalledEngine` (`install/installed.ts`). */
export const installedFile = 'installed.json';

/**
 * The folder that holds installed engines, whether it exists or not: `EMOC_ENGINES`, else `emoc/engines` in the user's cache folder
 * (`XDG_CACHE_HOME` or `~/.cache`; `~/Library/Caches` on macOS; `%LOCALAPPDATA%` on Windows).
 */
export function enginesFolder({ environment, platform, homeFolder }: Surroundings): string {
  const { join, isAbsolute } = platform === 'win32' ? win32 : posix;
  const { EMOC_ENGINES, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (isGiven(EMOC_ENGINES)) return EMOC_ENGINES;
  const cache = {
    darwin: join(homeFolder, 'Library', 'Caches'),
    win32: isGiven(LOCALAPPDATA) ? LOCALAPPDATA : join(homeFolder, 'AppData', 'Local'),
  }[platform as string];
  // The XDG base directory specification has relative paths ignored.
  const posixCache = isGiven(XDG_CACHE_HOME) && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homeFolder, '.cache');
  return join(cache ?? posixCache, 'emoc', 'engines');
}

const isGiven = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Where this version of emoc looks for an installed engine, and installs it: `…/emoc/engines/NAME-VERSION`. */
export function engineFolder(engine: InstallableEngine, surroundings: Surroundings): string {
  const { join } = surroundings.platform === 'win32' ? win32 : posix;
  return join(enginesFolder(surroundings), `${engine}-${engineVersions[engine]}`);
}

/** A package that an engine is made of, where it was found. */
export interface EnginePackage {
  readonly name: string;
  /** As in its package.json. */
  readonly version: string;
  /** The folder of its package.json. */
  readonly folder: string;
  readonly foundIn: 'engine folder' | 'node_modules';
  /**
   * Loads CommonJS as a neighbour of the package would: `require('@tensorflow/tfjs-core')` is the copy beside it. For a package that is
   * only an ES module, `import(pathToFileURL(join(folder, file)).href)`.
   */
  readonly require: NodeJS.Require;
}

/**
 * Finds a package of an engine: in the engine's own folder if it is installed there, else where Node would find it. `null` if nowhere.
 *
 * All packages of one engine should be taken through the `require` of one of them, so that there is one copy of what they share.
 */
export function resolveEnginePackage(
  engine: InstallableEngine,
  packageName: string,
  surroundings: Surroundings,
): EnginePackage | null {
  const { join } = surroundings.platform === 'win32' ? win32 : posix;
  const home = engineFolder(engine, surroundings);
  const own = isFile(join(home, installedFile)) ? packageIn(home, packageName, 'engine folder', join) : null;
  if (own !== null) return own;
  for (const start of surroundings.packageFolders) {
    for (const folder of withFoldersAbove(start, surroundings.platform)) {
      const found = packageIn(folder, packageName, 'node_modules', join);
      if (found !== null) return found;
    }
  }
  return null;
}

function packageIn(
  parent: string,
  name: string,
  foundIn: EnginePackage['foundIn'],
  join: (...parts: readonly string[]) => string,
): EnginePackage | null {
  const folder = join(parent, 'node_modules', ...name.split('/'));
  const manifest = join(folder, 'package.json');
  if (!isFile(manifest)) return null;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  return { name, version, folder, foundIn, require: createRequire(manifest) };
}

function* withFoldersAbove(start: string, platform: NodeJS.Platform): Generator<string> {
  const { dirname } = platform === 'win32' ? win32 : posix;
  let folder = start;
  for (;;) {
    yield folder;
    const above = dirname(folder);
    if (above === folder) return;
    folder = above;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
