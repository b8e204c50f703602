import { readFileSync } from 'node:fs';
import type { TypedSpec } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { SourceFile } from '../data/source.ts';
import type { EngineName, EngineSettings } from '../engines/engine.ts';
import { asFailure } from '../files/read-checked.ts';
import { plain } from '../train/spec-hash.ts';
import { version } from '../train/version.ts';
import { isRun, nameIn, noRun, pathIn, type RunFolder, writeJson } from './run-folder.ts';

/** What a run was made of, so that it can be made again: the content of `lock.json`. */
export interface Lock {
  readonly format_version: 1;
  readonly emoc: string;
  readonly node: string;
  readonly platform: string;
  readonly engine: EngineName;
  /** What was said of the engine; a run in which nothing was has none. */
  readonly engine_settings?: Partial<EngineSettings>;
  readonly threads: number;
  readonly seed: number;
  readonly spec_sha256: string;
  /** Folder that the spec's paths were looked up in. */
  readonly data_root: string;
  readonly data: readonly SourceFile[];
  /** Every setting of the spec, written or default. */
  readonly settings: unknown;
}

export interface LockFacts {
  readonly spec: TypedSpec;
  readonly specHash: string;
  readonly engine: EngineName;
  readonly engineSettings: EngineSettings;
  readonly threads: number;
  readonly dataRoot: string;
  readonly files: readonly SourceFile[];
}

export function lockOf({ spec, specHash, engine, engineSettings, threads, dataRoot, files }: LockFacts): Lock {
  const said = Object.fromEntries(Object.entries(engineSettings).filter(([, value]) => value !== null));
  return {
    format_version: 1,
    emoc: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    engine,
    ...(Object.keys(said).length === 0 ? {} : { engine_settings: said }),
    threads,
    seed: spec.experiment.seed,
    spec_sha256: specHash,
    data_root: dataRoot,
    data: files,
    settings: plain(spec),
  };
}

/** What is said of an engine now, and what the run said of it where it is the same engine. */
export function settingsWith(lock: Lock | null, engine: string | null, { device, xla }: EngineSettings): EngineSettings {
  const before = lock === null || (engine !== null && engine !== lock.engine) ? {} : (lock.engine_settings ?? {});
  return { device: device ?? before.device ?? null, xla: xla ?? before.xla ?? null };
}

export const writeLock = (folder: RunFolder, lock: Lock): void => writeJson(folder, 'lock', lock);

/** Reads the lockfile of a run. Throws a `Failure` where there is none (E0938), or it is not one of this version (E0934). */
export function readLock(folder: RunFolder): Lock {
  const file = nameIn(folder, 'lock');
  let text: string;
  try {
    text = readFileSync(pathIn(folder, 'lock'), 'utf8');
  } catch (error) {
    throw isRun(folder) ? asFailure(error, pathIn(folder, 'lock'), { file }) : noRun(folder);
  }
  const broken = (reason: string): Failure => new Failure(report.brokenLock({ file }, { file, reason }));
  let lock: Partial<Lock> | null;
  try {
    lock = JSON.parse(text);
  } catch {
    throw broken('it is not JSON');
  }
  if (lock === null || lock.format_version !== 1)
    throw broken(`expected format version 1, found ${lock?.format_version ?? 'none'}`);
  for (const name of ['engine', 'spec_sha256', 'data_root'] as const) {
    if (typeof lock[name] !== 'string') throw broken(`it has no ${name}`);
  }
  if (!Number.isSafeInteger(lock.threads)) throw broken('it has no threads');
  if (!Array.isArray(lock.data)) throw broken('it has no data');
  return lock as Lock;
}

/**
 * Holds the files that were read now against those of the run.
 *
 * Throws a `Failure` (E0935) for the first one whose content is another: a run that went on with other data would be neither of the two.
 */
export function requireSameData(lock: Lock, files: readonly SourceFile[]): void {
  for (const { file, sha256 } of files) {
    const known = lock.data.find((candidate) => candidate.file === file);
    if (known !== undefined && known.sha256 !== sha256) throw new Failure(report.dataChanged({ file }, { file }));
  }
}
