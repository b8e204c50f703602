import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../files/write-whole.ts';
import { engineFolder, enginesFolder, type InstallableEngine, installedFile, type Surroundings } from '../engine-folder.ts';
import { sha256Of } from './download.ts';
import type { Device, Recipe } from './recipe.ts';
import { recipes } from './recipes.ts';

/** What `installed.json` in an engine's folder says. */
export interface InstalledEngine {
  readonly format_version: 1;
  readonly engine: InstallableEngine;
  readonly device: Device;
  /** What the engine said of itself when it was loaded for the first time: versions, whether a GPU was in use. */
  readonly details: Readonly<Record<string, string>>;
  /** Which steps made it: a recipe that was changed makes another one. */
  readonly plan: string;
  readonly keyFiles: readonly KeyFile[];
}

interface KeyFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Of files up to 64 MB; the large libraries are known by their size. */
  readonly sha256: string | null;
}

const largestHashedBytes = 64e6;

/** Writes down that an engine is complete. */
export async function recordInstalled(
  folder: string,
  recipe: Recipe,
  { platform, architecture }: Surroundings,
  more: Pick<InstalledEngine, 'device' | 'details' | 'plan'>,
): Promise<void> {
  const keyFiles: KeyFile[] = [];
  for (const name of recipe.keyFiles(platform, architecture)) {
    const sizeBytes = statSync(join(folder, name)).size;
    keyFiles.push({ name, sizeBytes, sha256: sizeBytes <= largestHashedBytes ? await sha256Of(join(folder, name)) : null });
  }
  const content: InstalledEngine = { format_version: 1, engine: recipe.engine, ...more, keyFiles };
  writeWhole(join(folder, installedFile), `${JSON.stringify(content, null, 2)}\n`);
}

/** How an engine's installation stands. */
export type Installation =
  | { readonly state: 'absent' }
  /** An installation broke off and goes on when it is started again. */
  | { readonly state: 'unfinished'; readonly folder: string }
  | { readonly state: 'damaged'; readonly folder: string; readonly reason: string }
  | { readonly state: 'installed'; readonly folder: string; readonly record: InstalledEngine };

/** Looks at the files of an installed engine without loading it. Reads up to 64 MB. */
export async function inspectInstallation(engine: InstallableEngine, surroundings: Surroundings): Promise<Installation> {
  const folder = engineFolder(engine, surroundings);
  if (!existsSync(join(folder, installedFile))) {
    const work = workFolder(engine, surroundings);
    return existsSync(work) ? { state: 'unfinished', folder: work } : { state: 'absent' };
  }
  const record = readRecord(folder);
  if (record === null) return { state: 'damaged', folder, reason: `\`${installedFile}\` cannot be read` };
  for (const { name, sizeBytes, sha256 } of record.keyFiles) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (size === undefined) return { state: 'damaged', folder, reason: `\`${name}\` is missing` };
    if (size !== sizeBytes) return { state: 'damaged', folder, reason: `\`${name}\` has ${size} bytes instead of ${sizeBytes}` };
    if (sha256 !== null && (await sha256Of(join(folder, name))) !== sha256)
      return { state: 'damaged', folder, reason: `\`${name}\` is not what was installed` };
  }
  return { state: 'installed', folder, record };
}

function readRecord(folder: string): InstalledEngine | null {
  try {
    return JSON.parse(readFileSync(join(folder, installedFile), 'utf8')) as InstalledEngine;
  } catch {
    return null;
  }
}

/** Where an engine is put together before it gets its name. */
export const workFolder = (engine: InstallableEngine, surroundings: Surroundings): string =>
  hidden(engineFolder(engine, surroundings), surroundings, 'partial');

/** Where what was downloaded for an engine lies until the engine is complete. */
export const downloadFolder = (engine: InstallableEngine, surroundings: Surroundings): string =>
  hidden(engineFolder(engine, surroundings), surroundings, 'downloads');

/** The file that an installation or removal holds while it works. */
export const lockFile = (engine: InstallableEngine, surroundings: Surroundings): string =>
  hidden(engineFolder(engine, surroundings), surroundings, 'lock');

const hidden = (folder: string, surroundings: Surroundings, ending: string): string => {
  const parent = enginesFolder(surroundings);
  return join(parent, `.${folder.slice(parent.length).replace(/^[\\/]+/, '')}.${ending}`);
};

/** Engines of other versions of emoc that lie in the folder too, by their folder's name. */
export function otherVersions(surroundings: Surroundings): readonly string[] {
  const parent = enginesFolder(surroundings);
  if (!existsSync(parent)) return [];
  const own = Object.values(recipes).map(({ engine }) => engineFolder(engine, surroundings));
  return readdirSync(parent).filter(
    (name) => !name.startsWith('.') && !own.includes(join(parent, name)) && existsSync(join(parent, name, installedFile)),
  );
}
