import { existsSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { engineFolder, enginesFolder, type InstallableEngine, type Surroundings } from '../engine-folder.ts';
import { takeLock } from './install-lock.ts';
import { downloadFolder, inspectInstallation, lockFile, workFolder } from './installed.ts';
import { recipes } from './recipes.ts';

/**
 * Removes an installed engine, and what an unfinished installation left of it. Gives the folders that are gone.
 *
 * Throws a `Failure`: E0862 where there is nothing to remove, E0858 while it is being installed.
 */
export async function removeEngine(engine: InstallableEngine, surroundings: Surroundings): Promise<readonly string[]> {
  const parent = enginesFolder(surroundings);
  const [folder, work, downloads] = [
    engineFolder(engine, surroundings),
    workFolder(engine, surroundings),
    downloadFolder(engine, surroundings),
  ];
  const there = [folder, work].filter((path) => existsSync(path));
  if (there.length === 0)
    throw new Failure(report.engineNotInstalled(null, { engine, folder: parent, installed: await listed(surroundings) }));
  const release = takeLock(lockFile(engine, surroundings), engine);
  try {
    if (existsSync(folder)) {
      // Under another name first: a folder with the engine's name is always a whole engine.
      await rm(`${work}.old`, { recursive: true, force: true });
      renameSync(folder, `${work}.old`);
    }
    for (const path of [`${work}.old`, work, downloads]) await rm(path, { recursive: true, force: true });
    return there;
  } finally {
    release();
  }
}

async function listed(surroundings: Surroundings): Promise<string> {
  const states = await Promise.all(
    Object.values(recipes).map(async ({ engine }) => ({ engine, ...(await inspectInstallation(engine, surroundings)) })),
  );
  const names = states.filter(({ state }) => state !== 'absent').map(({ engine }) => `\`${engine}\``);
  return names.length === 0 ? 'none' : names.join(', ');
}
