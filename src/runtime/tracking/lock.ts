import { readFileSync } from 'node:fs';
import type { TypedSpec } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { SourceFile } from '../data/source.ts';
import type { EngineName } from '../engines/engine.ts';
import { asFailure } from '../files/read-checked.ts';
import { plain } from '../train/spec-hash.ts';
import { version } from '../train/version.ts';
import { nameIn, pathIn, type RunFolder, writeJson } from './run-folder.ts';

/** What a run was made of, so that it can be made again: the content of `lock.json`. */
export interface Lock {
  readonly format_version: 1;
  readonly emoc: string;
  readonly node: string;
  readonly platform: string;
  readonly engine: EngineName;
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
  readonly threads: number;
  readonly dataRoot: string;
  readonly files: readonly SourceFile[];
}

export function lockOf({ spec, specHash, engine, threads, dataRoot, files }: LockFacts): Lock {
  return {
    format_version: 1,
    emoc: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    engine,
    threads,
    seed: spec.experiment.seed,
    spec_sha256: specHash,
    data_root: dataRoot,
    data: files,
    settings: plain(spec),
  };
}

export const writeLock = (folder: RunFolder, lock: Lock): void => writeJson(folder, 'lock', lock);

/** Reads the lockfile of a run. Throws a `Failure` where there is none (E0601), or it is not one of this version (E0934). */
export function readLock(folder: RunFolder): Lock {
  const file = nameIn(folder, 'lock');
  let text: string;
  try {
    text = readFileSync(pathIn(folder, 'lock'), 'utf8');
  } catch (error) {
    throw asFailure(error, file);
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
