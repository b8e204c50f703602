import { dirname, join, resolve } from 'node:path';
import type { EngineSettings } from '../runtime/engines/engine.ts';
import type { NamedPath } from '../runtime/train/job.ts';
import type { Console } from './console.ts';
import { findManifest, inManifest, shortName } from './manifest.ts';
import type { Manifest } from './read-manifest.ts';

/** Where things of a project are, and what it wants unless the command line says otherwise. */
export interface Project {
  /** `null`: nobody says, so the folder of the spec is meant. */
  readonly dataRoot: string | null;
  readonly runs: NamedPath;
  /** Features that were computed once; safe to remove. */
  readonly cacheFolder: string;
  readonly engine: string | null;
  readonly engineSettings: EngineSettings;
  readonly reporter: NonNullable<Manifest['reporter']>;
}

/**
 * What the command line, the environment and the nearest manifest say together.
 *
 * The data root is `--data`, else `EMOC_DATA`, else the manifest's, else the folder of the spec.
 *
 * @param file The spec, or whatever else the command is about; the manifest is looked for beside it and above, or above the working folder.
 */
export async function findProject(file: string | undefined, data: string | undefined, console: Console): Promise<Project> {
  const { workingFolder, environment } = console;
  const found = await findManifest(file === undefined ? workingFolder : dirname(resolve(workingFolder, file)), workingFolder);
  const fromUser = data ?? (environment.EMOC_DATA === '' ? undefined : environment.EMOC_DATA);
  const fromManifest = found?.manifest.data;
  const runs = found?.manifest.runs ?? 'runs';
  const home = found?.folder ?? workingFolder;
  return {
    dataRoot:
      fromUser !== undefined
        ? resolve(workingFolder, fromUser)
        : found !== null && fromManifest !== undefined
          ? inManifest(found, fromManifest)
          : null,
    runs: { name: shortName(resolve(home, runs), workingFolder), path: resolve(home, runs) },
    cacheFolder: join(home, '.emoc', 'cache'),
    engine: found?.manifest.engine ?? null,
    engineSettings: { device: found?.manifest.device ?? null, xla: found?.manifest.xla ?? null },
    reporter: found?.manifest.reporter ?? 'auto',
  };
}

/** What the command line says of the engine, else what the manifest says of its own. */
export function engineOf(
  { engine, engineSettings }: Pick<Project, 'engine' | 'engineSettings'>,
  said: { readonly engine: string | undefined; readonly device: 'gpu' | 'cpu' | undefined; readonly xla: boolean },
): { readonly engine: string | null; readonly engineSettings: EngineSettings } {
  const isOther = said.engine !== undefined && said.engine !== engine;
  const inManifest = isOther ? { device: null, xla: null } : engineSettings;
  return {
    engine: said.engine ?? engine,
    engineSettings: { device: said.device ?? inManifest.device, xla: said.xla ? true : inManifest.xla },
  };
}

/** A path as the user wrote it, and where it is. */
export const named = (name: string, workingFolder: string): NamedPath => ({ name, path: resolve(workingFolder, name) });
