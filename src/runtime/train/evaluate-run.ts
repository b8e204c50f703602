import type { Role } from '../../compiler/check/model.ts';
import { analyse } from '../../compiler/compile.ts';
import { compileProgram } from '../../compiler/compile-program.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { prepareData } from '../data/prepare.ts';
import type { EngineSettings } from '../engines/engine.ts';
import { selectEngine } from '../engines/select.ts';
import { readLock, requireSameData, settingsWith } from '../tracking/lock.ts';
import { nameIn, pathIn, type RunFolder } from '../tracking/run-folder.ts';
import { loadCheckpoint } from './checkpoint.ts';
import { runConstants } from './class-weights.ts';
import { type Evaluation, evaluateSplit } from './evaluate.ts';
import { readSpec } from './read-spec.ts';
import { hashSpec } from './spec-hash.ts';

export interface EvaluateRunOptions {
  readonly split: Role;
  /** `null`: where the run looked. */
  readonly dataRoot: string | null;
  /** `null`: those of the run. */
  readonly engine: string | null;
  /** `null`s are those of the run if its engine is used. */
  readonly engineSettings: EngineSettings;
  readonly threads: number | null;
  readonly cacheFolder: string;
  readonly onWarning: (warning: Diagnostic) => void;
}

/** Scores of a run on one split, computed anew. */
export interface RunEvaluation {
  readonly evaluation: Evaluation;
  /** The experiment's protocol, or those of its heads where it names none. */
  readonly protocol: string;
  readonly heads: readonly { readonly name: string; readonly protocol: string }[];
}

/**
 * Scores the best weights of a run on one of its splits, from its folder alone: spec, lockfile and checkpoint. Nothing is written.
 *
 * Throws a `Failure` where the folder holds no such run (E0938, E0901, E0911 to E0935) or the data set has no such split (E0937).
 */
export async function evaluateRun(folder: RunFolder, options: EvaluateRunOptions): Promise<RunEvaluation> {
  const lock = readLock(folder);
  const source = readSpec(pathIn(folder, 'spec'), nameIn(folder, 'spec'));
  const { value: spec, diagnostics } = analyse(source);
  if (spec === null) throw new Failure(...diagnostics);
  const specHash = hashSpec(spec);
  const checkpoint = loadCheckpoint(pathIn(folder, 'best'), specHash, nameIn(folder, 'best'));
  const engine = await selectEngine(options.engine ?? lock.engine, settingsWith(lock, options.engine, options.engineSettings));
  const threads = options.threads ?? lock.threads;
  const data = await prepareData(spec, {
    dataRoot: options.dataRoot ?? lock.data_root,
    cacheFolder: options.cacheFolder,
    seed: spec.experiment.seed,
    threads,
    fitted: checkpoint.fitted,
    onWarning: options.onWarning,
  });
  requireSameData(lock, data.files);
  const split = data.splits[options.split];
  if (split === null) {
    const known = Object.entries(data.splits).flatMap(([role, rows]) => (rows === null ? [] : [role]));
    throw new Failure(report.noSuchSplit(null, { split: options.split, dataset: data.dataset, known: known.join(', ') }));
  }
  const program = compileProgram(spec);
  const constants = runConstants(spec, data.classCounts);
  const limits = { ...data.symbols, ...data.limits, B: spec.train.batch };
  const session = await engine.load(program, checkpoint.state, { limits, threads, constants, isTraining: false });
  try {
    const evaluation = await evaluateSplit(session, split, { spec, program, constants });
    if (evaluation === null) throw new Error('an evaluation that nobody can stop was stopped (a bug of emoc)');
    const heads = spec.heads.map(({ name, protocol }) => ({ name, protocol }));
    const protocol = spec.experiment.protocol ?? [...new Set(heads.map((head) => head.protocol))].join(', ');
    return { evaluation, protocol, heads };
  } finally {
    await session.dispose();
  }
}
