import { dirname } from 'node:path';
import type { TypedSpec } from '../../compiler/check/model.ts';
import { analyse, type Source } from '../../compiler/compile.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { type Lock, readLock } from '../tracking/lock.ts';
import {
  isAbandoned,
  isFree,
  isRun,
  nameIn,
  newestRun,
  pathIn,
  type RunFolder,
  requireFree,
  runsAround,
} from '../tracking/run-folder.ts';
import type { Emit } from './events.ts';
import type { TrainJob } from './job.ts';
import { applyOverrides } from './overrides.ts';
import { readSpec } from './read-spec.ts';
import { hashSpec } from './spec-hash.ts';

/** A run that is about to begin or to go on: its spec is checked, nothing has been written. */
export interface OpenedRun {
  readonly source: Source;
  readonly spec: TypedSpec;
  readonly specHash: string;
  /** `null`: a folder is still to be made. */
  readonly folder: RunFolder | null;
  /** Of the run that is resumed; `null` for a new one. */
  readonly lock: Lock | null;
  readonly dataRoot: string;
}

/**
 * Finds out what a job is about: reads and checks the spec, finds the run to resume, or makes sure that a new one overwrites nothing.
 *
 * `--resume` with a folder in which no run has begun yet begins one: so a job that is started again and again needs no second command line.
 *
 * @param sources Texts of specs by file, filled for whoever shows diagnostics.
 */
export function openRun(job: TrainJob, sources: Map<string, string>, emit: Emit): OpenedRun {
  const explicit = job.isResume && job.run !== null && isRun(job.run) ? job.run : null;
  if (job.isResume && job.run !== null && explicit === null && (job.spec === null || !isFreshStart(job.run)))
    throw noRunToResume(job.run);
  if (!job.isResume && job.run !== null) requireFree(job.run);

  const file = job.spec ?? (explicit === null ? null : { name: nameIn(explicit, 'spec'), path: pathIn(explicit, 'spec') });
  if (file === null) throw noRunToResume(job.runs);
  const source = applyOverrides(readSpec(file.path, file.name), job.overrides);
  sources.set(source.file, source.text);
  const { value: spec, diagnostics } = analyse(source);
  if (spec === null) throw new Failure(...diagnostics);
  for (const diagnostic of diagnostics) emit({ type: 'warning', diagnostic });

  const folder = explicit ?? (job.isResume && job.run === null ? newestOf(job, spec) : job.run);
  const lock = job.isResume && folder !== null && isRun(folder) ? readLock(folder) : null;
  const specHash = hashSpec(spec);
  if (lock !== null && folder !== null && lock.spec_sha256 !== specHash) {
    const holes = { folder: folder.name, file: source.file, kept: nameIn(folder, 'spec') };
    throw new Failure(report.runOfOtherSpec({ file: folder.name }, holes));
  }
  return { source, spec, specHash, folder, lock, dataRoot: job.dataRoot ?? lock?.data_root ?? dirname(file.path) };
}

/** Nothing is there, or what a process left that was killed before its run began. */
const isFreshStart = (folder: RunFolder): boolean => isFree(folder) || isAbandoned(folder);

function newestOf({ runs }: TrainJob, spec: TypedSpec): RunFolder {
  const newest = newestRun(runs.path, runs.name, spec.experiment.name);
  if (newest === null || !isRun(newest)) throw noRunToResume(newest ?? runs);
  return newest;
}

const noRunToResume = (folder: RunFolder): Failure =>
  new Failure(report.noRunToResume({ file: folder.name }, { folder: folder.name, ...runsAround(folder) }));
