import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from '../files/process-identity.ts';
import { isFolder, isSystemError } from '../files/read-checked.ts';
import { notWritten, removePartials, writeWhole } from '../files/write-whole.ts';

/**
 * Everything that one run leaves behind.
 *
 * ```text
 * runs/vad-3/
 *   spec.emo                the spec as it was trained, overrides included
 *   lock.json               resolved settings, hashes of the data, seed, versions, engine, threads
 *   plan.json               shapes, parameters, memory
 *   events.jsonl            what happened, one event a line; the only file that grows
 *   metrics.json            scores of every split, written at the end
 *   predictions.SPLIT.csv   answers of the best epoch's weights
 *   checkpoints/best.safetensors, checkpoints/last.safetensors
 * ```
 *
 * Every file but `events.jsonl` is written whole and renamed into place. `lock.json` is the last one written before the first step: a folder
 * with it is a run.
 */
export interface RunFolder {
  /** As the user names it, or as emoc chose it. */
  readonly name: string;
  readonly path: string;
}

export const runFiles = {
  spec: 'spec.emo',
  lock: 'lock.json',
  plan: 'plan.json',
  events: 'events.jsonl',
  metrics: 'metrics.json',
  best: join('checkpoints', 'best.safetensors'),
  last: join('checkpoints', 'last.safetensors'),
} as const;

export type RunFile = keyof typeof runFiles;

/** Name of the file that says which process trains here. */
const ownerFile = '.owner';

export const pathIn = ({ path }: RunFolder, file: RunFile): string => join(path, runFiles[file]);
/** The same for people. */
export const nameIn = ({ name }: RunFolder, file: RunFile): string => join(name, runFiles[file]);

/** Whether a folder holds a run that got as far as its first step. */
export const isRun = (folder: RunFolder): boolean => existsSync(pathIn(folder, 'lock'));

/** Whether a new run may be put there: nothing is there, or an empty folder. */
export function isFree({ path }: RunFolder): boolean {
  if (!existsSync(path)) return true;
  if (!statSync(path).isDirectory()) return false;
  return readdirSync(path).length === 0;
}

/** Whether a folder holds nothing but what a process left that was killed after it took the folder and before its run began. */
export function isAbandoned(folder: RunFolder): boolean {
  if (!existsSync(join(folder.path, ownerFile)) || isRun(folder)) return false;
  const own = [ownerFile, runFiles.spec, runFiles.plan, runFiles.events, 'checkpoints'];
  return readdirSync(folder.path).every((name) => own.includes(name) || /^\..+\.partial$/.test(name));
}

/** Throws a `Failure` (E0931) unless a new run may be put there: no run is ever overwritten. */
export function requireFree(folder: RunFolder): void {
  if (isFree(folder)) return;
  const { name, path } = folder;
  const found = isRun(folder) ? 'holds a run' : isFolder(path) ? 'is not empty' : 'is a file';
  const resume = isRun(folder) ? `emoc train --resume --run ${name}` : undefined;
  throw new Failure(report.runFolderExists({ file: name }, { folder: name, found, resume }));
}

/** The first of `EXPERIMENT-1`, `EXPERIMENT-2`, … after all that are there, made at once: two runs that start together get two folders. */
export function createNumbered(runs: string, runsName: string, experiment: string): RunFolder {
  make(runs, runsName);
  for (let number = lastNumber(runs, experiment) + 1; ; number += 1) {
    const folder = numbered(runs, runsName, experiment, number);
    try {
      mkdirSync(folder.path);
      return folder;
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw refused(error, folder.name);
    }
  }
}

/** Runs in a folder by their names as a user writes them, for a message, and a run beside it whose name is nearly the same. */
export function runsAround({ name, path }: RunFolder): {
  readonly runs: string | undefined;
  readonly nearest: string | undefined;
} {
  const runsIn = (folder: string): string[] =>
    isFolder(folder) ? readdirSync(folder).filter((entry) => isRun({ name: entry, path: join(folder, entry) })) : [];
  const inside = runsIn(path);
  if (inside.length > 0) {
    const shown = inside.slice(0, 8).map((entry) => `\`${join(name, entry)}\``);
    return { runs: `${shown.join(', ')}${inside.length > shown.length ? ', …' : ''}`, nearest: undefined };
  }
  const beside = nearest(basename(path), runsIn(dirname(path)));
  return { runs: undefined, nearest: beside === undefined ? undefined : join(dirname(name), beside) };
}

/** Says that a folder holds no run (E0938). */
export function noRun(folder: RunFolder): Failure {
  const { name, path } = folder;
  const found = isFolder(path) ? `it has no ${runFiles.lock}` : existsSync(path) ? 'it is a file' : 'it does not exist';
  return new Failure(report.noRun({ file: name }, { folder: name, found, ...runsAround(folder) }));
}

/** The newest run of an experiment, `null` where there is none. */
export function newestRun(runs: string, runsName: string, experiment: string): RunFolder | null {
  const number = lastNumber(runs, experiment);
  return number === 0 ? null : numbered(runs, runsName, experiment, number);
}

const numbered = (runs: string, runsName: string, experiment: string, number: number): RunFolder => ({
  name: join(runsName, `${experiment}-${number}`),
  path: join(runs, `${experiment}-${number}`),
});

function lastNumber(runs: string, experiment: string): number {
  if (!existsSync(runs)) return 0;
  const numbers = readdirSync(runs).flatMap((entry) => {
    const digits = entry.startsWith(`${experiment}-`) ? entry.slice(experiment.length + 1) : '';
    return /^[1-9]\d{0,8}$/.test(digits) ? [Number(digits)] : [];
  });
  return Math.max(0, ...numbers);
}

/** Makes a folder with its parents. */
export function make(path: string, name: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw refused(reasonFor(error, path), name);
  }
}

/** Making folders one inside of the other, Node says of a read-only disk that a folder is missing: making only the first of them says why. */
function reasonFor(error: unknown, path: string): unknown {
  let first = path;
  while (!existsSync(dirname(first))) first = dirname(first);
  try {
    mkdirSync(first);
    return error;
  } catch (reason) {
    return reason;
  }
}

const refused = (error: unknown, name: string): unknown => (isSystemError(error) ? notWritten(error, name) : error);

/**
 * Takes a run folder for this process, cleans up what a killed one left half-written, and gives a function that lets go of it.
 *
 * Throws a `Failure` (E0933) while another living process trains there.
 */
export function claim(folder: RunFolder): () => void {
  make(join(folder.path, 'checkpoints'), folder.name);
  const file = join(folder.path, ownerFile);
  const owner = ownerIn(file);
  if (owner !== null && owner.id !== process.pid && isRunning(owner)) {
    throw new Failure(
      report.runInUse({ file: folder.name }, { folder: folder.name, process: owner.id, file: join(folder.name, ownerFile) }),
    );
  }
  removePartials(folder.path);
  removePartials(join(folder.path, 'checkpoints'));
  try {
    writeFileSync(file, JSON.stringify(ownIdentity()));
  } catch (error) {
    discardUnbegun(folder);
    throw refused(error, join(folder.name, ownerFile));
  }
  return () => rmSync(file, { force: true });
}

/** Takes away what was written of a run that did not get as far as its first step, a full disk say: the next one finds the folder free. */
export function discardUnbegun(folder: RunFolder): void {
  if (isRun(folder)) return;
  rmSync(join(folder.path, ownerFile), { force: true });
  for (const name of [runFiles.spec, runFiles.plan, runFiles.events]) rmSync(join(folder.path, name), { force: true });
  for (const path of [join(folder.path, 'checkpoints'), folder.path])
    if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
}

/** Who took the folder; `null` where nobody did, or was killed while saying so. */
function ownerIn(file: string): ProcessIdentity | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes one of the run's files as JSON, whole. */
export const writeJson = (folder: RunFolder, file: RunFile, content: unknown): void =>
  writeWhole(pathIn(folder, file), `${JSON.stringify(content, notFiniteAsNull, 2)}\n`, nameIn(folder, file));

/** JSON has no NaN: a figure that is undefined is `null`. (`JSON.stringify` does so by itself; it is said here because readers rely on it.) */
const notFiniteAsNull = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;
