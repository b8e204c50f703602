import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { hashBytes } from '../../files/hash.ts';
import { isSystemError } from '../../files/read-checked.ts';
import { notWritten, writeWhole } from '../../files/write-whole.ts';
import { engineFolder, enginesFolder, type Surroundings } from '../engine-folder.ts';
import { byteSize } from './byte-size.ts';
import type { StepContext } from './context.ts';
import type { InstallEvent } from './events.ts';
import { freeBytes } from './free-bytes.ts';
import type { FileFolder } from './from.ts';
import { takeLock } from './install-lock.ts';
import { downloadFolder, inspectInstallation, lockFile, recordInstalled, workFolder } from './installed.ts';
import type { Device, PythonEnvironment, Recipe, Step } from './recipe.ts';
import type { Sources } from './sources.ts';
import { placeAddon } from './steps/addon.ts';
import { checkEngine } from './steps/check.ts';
import { makeLink } from './steps/link.ts';
import { installPackages } from './steps/npm.ts';
import { unpackWheel } from './steps/wheel.ts';

/** What an installation is going to do, before it does it. */
export interface InstallPlan {
  readonly recipe: Recipe;
  readonly device: Device;
  readonly steps: readonly Step[];
  readonly folder: string;
  /** Bytes still to be downloaded, and what the finished engine and its downloads take at most. */
  readonly downloadBytes: number;
  readonly diskBytes: number;
  readonly freeBytes: number;
  /** The engine is there as wanted: nothing to do. */
  readonly isInstalled: boolean;
  readonly sources: Sources;
  readonly files: FileFolder | null;
}

export interface InstallWishes {
  readonly device: Device;
  readonly from: PythonEnvironment | FileFolder | null;
  readonly sources: Sources;
}

/**
 * Works out what installing an engine means here.
 *
 * Throws a `Failure`: E0852 for a system that the engine does not exist for, E0857 where the disk has too little space.
 */
export async function planInstallation(
  recipe: Recipe,
  { device, from, sources }: InstallWishes,
  surroundings: Surroundings,
): Promise<InstallPlan> {
  const { engine } = recipe;
  const platform = `${surroundings.platform} ${surroundings.architecture}`;
  if (!recipe.platforms.includes(platform)) {
    const holes = { engine, platform, expected: recipe.platforms.join(', '), advice: recipe.elsewhere };
    throw new Failure(report.engineNotForPlatform(null, holes));
  }
  const files = from?.kind === 'files' ? from : null;
  const steps = recipe.steps({ device, python: from?.kind === 'python' ? from : null });
  const installation = await inspectInstallation(engine, surroundings);
  const isInstalled = installation.state === 'installed' && installation.record.plan === keyOf(steps);
  const done = isInstalled ? steps.map(({ name }) => name) : doneSteps(workFolder(engine, surroundings), steps);
  const open = steps.filter(({ name }) => !done.includes(name));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const needsDownload = (step: Step): boolean => !(step.kind === 'wheel' && files?.names.includes(step.file) === true);
  const plan: InstallPlan = {
    recipe,
    device,
    steps,
    folder: engineFolder(engine, surroundings),
    downloadBytes: sum(open.filter(needsDownload).map(({ downloadBytes }) => downloadBytes)),
    // Wheels are removed as soon as they are unpacked, so only the largest counts beside what remains.
    diskBytes: sum(open.map(({ diskBytes }) => diskBytes)) + Math.max(0, ...open.map(({ downloadBytes }) => downloadBytes)),
    freeBytes: await freeBytes(enginesFolder(surroundings)),
    isInstalled,
    sources,
    files,
  };
  requireSpace(plan);
  return plan;
}

/** Throws a `Failure` (E0857) where less is free than an installation takes. */
export function requireSpace({ recipe, folder, diskBytes, freeBytes: free }: InstallPlan): void {
  if (diskBytes <= free) return;
  const holes = { engine: recipe.engine, folder, needed: byteSize(diskBytes), free: byteSize(free) };
  throw new Failure(report.installDiskFull(null, holes));
}

/** Pause before a download that broke off is asked for again. */
const defaultRetryMs = 1000;

/**
 * Puts an engine together in a folder beside its place and gives it its name when it has been loaded once: a folder with the engine's name is a
 * whole engine. What was there under that name before is replaced at that moment.
 *
 * Where it fails or is killed, finished steps and downloads stay and the next installation goes on from there; the steps' own results are whole
 * or absent. Throws a `Failure` (E0853 to E0865, E0903); `retryMs` is for tests.
 */
export async function install(
  plan: InstallPlan,
  surroundings: Surroundings,
  listener: (event: InstallEvent) => void,
  retryMs: number = defaultRetryMs,
): Promise<Readonly<Record<string, string>>> {
  const { recipe, steps, sources, files, folder, device } = plan;
  const { engine } = recipe;
  const [parent, work] = [enginesFolder(surroundings), workFolder(engine, surroundings)];
  const context: StepContext = {
    ...{ engine, work, sources, files, surroundings, retryMs, listener },
    downloads: downloadFolder(engine, surroundings),
  };
  let release = (): void => {};
  try {
    mkdirSync(parent, { recursive: true });
    release = takeLock(lockFile(engine, surroundings), engine);
    const done = [...doneSteps(work, steps)];
    if (done.length === 0) await rm(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    let details: Readonly<Record<string, string>> = {};
    for (const [place, step] of steps.entries()) {
      const wasDone = done.includes(step.name) && step.kind !== 'check';
      const { name, downloadBytes } = step;
      const at = { name, number: place + 1, count: steps.length };
      listener({ type: 'step_start', ...at, downloadBytes: wasDone ? 0 : downloadBytes });
      if (!wasDone) {
        details = { ...details, ...(await runStep(step, context)) };
        done.push(name);
        writeWhole(join(work, progressFile), JSON.stringify({ plan: keyOf(steps), done }));
      }
      listener({ type: 'step_end', ...at, wasDone });
    }
    await recordInstalled(work, recipe, surroundings, { device, details, plan: keyOf(steps) });
    await rm(join(work, progressFile));
    await replace(work, folder);
    await rm(context.downloads, { recursive: true, force: true });
    return details;
  } catch (error) {
    throw await failureOf(error, plan);
  } finally {
    release();
  }
}

async function runStep(step: Step, context: StepContext): Promise<Readonly<Record<string, string>>> {
  if (step.kind === 'npm') await installPackages(step, context);
  else if (step.kind === 'wheel') await unpackWheel(step, context);
  else if (step.kind === 'link') await makeLink(step, context);
  else if (step.kind === 'addon') await placeAddon(step, context);
  else return await checkEngine(step, context);
  return {};
}

const progressFile = 'progress.json';

/** Names of the steps that an earlier attempt at the same plan finished. */
function doneSteps(work: string, steps: readonly Step[]): readonly string[] {
  const path = join(work, progressFile);
  if (!existsSync(path)) return [];
  const { plan, done } = JSON.parse(readFileSync(path, 'utf8')) as { readonly plan: string; readonly done: readonly string[] };
  return plan === keyOf(steps) ? done : [];
}

const keyOf = (steps: readonly Step[]): string => hashBytes(JSON.stringify(steps));

async function replace(work: string, folder: string): Promise<void> {
  const old = `${work}.old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(work, folder);
  await rm(old, { recursive: true, force: true });
}

/** Errors of the file system as mistakes of the machine's: a full disk, a folder that may not be written. */
async function failureOf(error: unknown, { recipe, folder, diskBytes }: InstallPlan): Promise<unknown> {
  if (error instanceof Failure || !isSystemError(error)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    const free = byteSize(await freeBytes(folder));
    return new Failure(report.installDiskFull(null, { engine: recipe.engine, folder, needed: byteSize(diskBytes), free }));
  }
  return notWritten(error, folder);
}
