import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { compileProgram } from '../../compiler/compile-program.ts';
import { product, resolve } from '../../compiler/graph/dimension.ts';
import type { Program } from '../../compiler/program.ts';
import { prepareData } from '../data/prepare.ts';
import type { PreparedData, SplitData } from '../data/prepared-data.ts';
import type { Engine, EngineSettings, LoadOptions } from '../engines/engine.ts';
import { selectEngine } from '../engines/select.ts';
import { requireSameData, settingsWith } from '../tracking/lock.ts';
import { nameIn, pathIn } from '../tracking/run-folder.ts';
import { type Checkpoint, loadCheckpoint } from './checkpoint.ts';
import { runConstants } from './class-weights.ts';
import type { Emit } from './events.ts';
import type { TrainJob } from './job.ts';
import type { OpenedRun } from './open-run.ts';

/** A run with its program, its data and its engine: the next thing is a session. */
export interface ReadyRun {
  readonly program: Program;
  readonly engine: Engine;
  readonly engineSettings: EngineSettings;
  readonly data: PreparedData;
  readonly training: SplitData;
  /** For a session that trains; one that only answers differs in `isTraining`. */
  readonly options: LoadOptions;
  /** Where a resumed run goes on; `null` at the beginning. */
  readonly checkpoint: Checkpoint | null;
}

/** Compiles the spec, reads the data and finds the engine. A resumed run keeps the engine, the threads and what its front ends learned. */
export async function makeReady(job: TrainJob, opened: OpenedRun, emit: Emit): Promise<ReadyRun> {
  const { spec, lock, folder, dataRoot } = opened;
  const isBegun = lock !== null && folder !== null && existsSync(pathIn(folder, 'last'));
  const checkpoint = isBegun ? loadCheckpoint(pathIn(folder, 'last'), opened.specHash, nameIn(folder, 'last')) : null;
  const program = compileProgram(spec);
  const engineSettings = settingsWith(lock, job.engine, job.engineSettings);
  const engine = await selectEngine(job.engine ?? lock?.engine ?? 'auto', engineSettings);
  const threads = job.threads ?? lock?.threads ?? availableParallelism();
  const data = await prepareData(spec, {
    dataRoot,
    cacheFolder: job.cacheFolder,
    seed: spec.experiment.seed,
    threads,
    onProgress: (progress) => emit({ type: 'data', ...progress }),
    onWarning: (diagnostic) => emit({ type: 'warning', diagnostic }),
    ...(checkpoint === null ? {} : { fitted: checkpoint.fitted }),
  });
  if (lock !== null) requireSameData(lock, data.files);
  const training = data.splits.train;
  if (training === null) throw new Error('a run without training rows passed the checks of its data (a bug of emoc)');
  const limits = { ...data.symbols, ...data.limits, B: spec.train.batch };
  const options = { limits, threads, constants: runConstants(spec, data.classCounts), isTraining: true };
  return { program, engine, engineSettings, data, training, options, checkpoint };
}

/** Trained numbers of a program. */
export const parameterCount = ({ parameters }: Program, { limits }: LoadOptions): number =>
  parameters.reduce((sum, { shape, isTrained }) => sum + (isTrained ? resolve(product(shape), limits) : 0), 0);
