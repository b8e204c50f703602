import { existsSync } from 'node:fs';
import { planOf } from '../../compiler/plan/plan.ts';
import { planJson } from '../../compiler/plan/plan-json.ts';
import { batches } from '../data/batches.ts';
import type { Session } from '../engines/engine.ts';
import { writeWhole } from '../files/write-whole.ts';
import { createRandom } from '../kernels/random.ts';
import { lockOf, writeLock } from '../tracking/lock.ts';
import {
  claim,
  createNumbered,
  discardUnbegun,
  nameIn,
  pathIn,
  type RunFolder,
  requireFree,
  writeJson,
} from '../tracking/run-folder.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { dataFacts } from './data-facts.ts';
import { evaluateSplit } from './evaluate.ts';
import type { EventLog } from './event-log.ts';
import type { PlanFacts } from './events.ts';
import { checkpoints } from './hooks/checkpoints.ts';
import { divergenceGuard } from './hooks/divergence-guard.ts';
import { earlyStopping } from './hooks/early-stopping.ts';
import { initialState } from './initialise.ts';
import type { TrainJob } from './job.ts';
import { Judge } from './judge.ts';
import { train } from './loop.ts';
import { monitoringOf } from './monitor.ts';
import { type OpenedRun, openRun } from './open-run.ts';
import { startPosition } from './position.ts';
import { primaryOf } from './primary.ts';
import { ratesOf } from './rates.ts';
import { makeReady, parameterCount, type ReadyRun } from './ready-run.ts';
import { StepTicker } from './step-ticker.ts';
import type { StopWish } from './stop.ts';
import { summarise } from './summary.ts';
import { version } from './version.ts';

/** What a run needs of the world besides files. */
export interface RunWorld {
  readonly log: EventLog;
  readonly stop: StopWish;
  /** Texts of specs by file, filled for whoever shows diagnostics. */
  readonly sources: Map<string, string>;
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
}

/**
 * Does a whole run: from the spec to the scores of the best epoch. `true` if it came to its end, `false` if it was stopped on the way.
 *
 * Throws a `Failure` for anything that is wrong with the spec, the data, the run folder or the training itself. Nothing is written before all of
 * the data is ready.
 */
export async function trainRun(job: TrainJob, world: RunWorld): Promise<boolean> {
  const { log, stop, sources } = world;
  const opened = openRun(job, sources, log.emit);
  const { experiment, train: settings } = opened.spec;
  const { name, seed } = experiment;
  log.emit({ type: 'run_start', emoc: version, experiment: name, spec: opened.source.file, seed, epochs: settings.epochs });
  const ready = await makeReady(job, opened, log.emit);
  await new Promise(setImmediate);
  if (stop.isUttered) {
    log.emit({ type: 'interrupted', run: null, file: null, step: 0, epoch: 0 });
    return false;
  }
  const { engine, program, data, options, checkpoint } = ready;
  const state =
    checkpoint?.state ??
    initialState(program, options.limits, { vectors: data.vectors, targets: data.splits.train?.targets ?? new Map() });
  const session = await engine.load(program, state, options);
  const folder = opened.folder ?? createNumbered(job.runs.path, job.runs.name, name);
  if (opened.folder !== null && !job.isResume) requireFree(folder);
  const release = claim(folder);
  try {
    if (opened.lock === null) writeOrigin(folder, opened, ready);
    log.open(folder, opened.lock === null ? null : (checkpoint?.position ?? startPosition));
    return await trainIn(folder, session, opened, ready, world);
  } finally {
    await session.dispose();
    release();
    discardUnbegun(folder);
  }
}

/** What the run was made of. The lockfile comes last: a folder with one is complete. */
function writeOrigin(
  folder: RunFolder,
  { source, spec, specHash, dataRoot }: OpenedRun,
  { engine, engineSettings, program, options, data }: ReadyRun,
): void {
  writeWhole(pathIn(folder, 'spec'), source.text, nameIn(folder, 'spec'));
  writeJson(folder, 'plan', planJson(planOf(spec, program, dataFacts(data))));
  const { threads } = options;
  writeLock(folder, lockOf({ spec, specHash, engine: engine.name, engineSettings, threads, dataRoot, files: data.files }));
}

async function trainIn(
  folder: RunFolder,
  session: Session,
  opened: OpenedRun,
  ready: ReadyRun,
  { log: { emit }, stop, nowMs }: RunWorld,
): Promise<boolean> {
  const { spec, specHash } = opened;
  const { program, data, training, options, checkpoint } = ready;
  const { batch, epochs, isBucketed, patience } = spec.train;
  const startMs = nowMs();
  const random = createRandom(program.seed);
  const batchesOf = (epoch: number, from: number) =>
    batches(training, { size: batch, random: random.child(`epoch/${epoch}`), isBucketed, from });
  const stepsPerEpoch = Math.ceil(training.rowCount / batch);
  const monitoring = monitoringOf(spec.train.monitor);
  const judge = new Judge(monitoring, checkpoint?.judge);
  const parts = { spec, program, constants: options.constants, stop };
  const { validation } = data.splits;
  emit(planFacts(folder, opened, ready, stepsPerEpoch, validation === null ? null : monitoring.name));

  const origin = { specHash, emoc: version, seed: program.seed };
  const saving = checkpoints({
    capture: () => session.state(),
    judge: () => judge.state,
    save(kind, snapshot) {
      saveCheckpoint(pathIn(folder, kind), { ...snapshot, origin, fitted: data.fitted }, nameIn(folder, kind));
      return nameIn(folder, kind);
    },
    resumedFrom: checkpoint?.position ?? null,
    emit,
    nowMs,
  });
  const guard = divergenceGuard({
    spanOf: (head) => spec.heads.find(({ name }) => name === head)?.span ?? null,
    best() {
      const { bestEpoch: epoch } = judge.state;
      return epoch === null || epoch < 1 || !existsSync(pathIn(folder, 'best')) ? null : { file: nameIn(folder, 'best'), epoch };
    },
  });
  const { reason, position } = await train(
    {
      session,
      batches: batchesOf,
      stepsPerEpoch,
      epochs,
      rateAt: ratesOf(spec, program.optimizer.rate, stepsPerEpoch),
      validate: async () => (validation === null ? null : ((await evaluateSplit(session, validation, parts))?.scores ?? null)),
      judge,
      hooks: [guard, ...(patience === null ? [] : [earlyStopping(judge, patience)]), saving],
      ticker: new StepTicker(emit, nowMs, stepsPerEpoch),
      stop,
      emit,
    },
    checkpoint?.position ?? startPosition,
  );

  const { bestEpoch } = judge.state;
  const { step: steps, epoch } = position;
  const run = folder.name;
  const seconds = (): number => (nowMs() - startMs) / 1000;
  if (reason !== 'stopped') {
    const best = bestEpoch === epoch ? session : await bestSession(folder, opened, ready);
    const facts = { run, experiment: spec.experiment.name, reason, bestEpoch, epochs: epoch, steps, seconds: seconds() };
    const summary = await summarise(best, data, parts, folder, facts);
    if (best !== session) await best.dispose();
    if (summary !== null) {
      emit({ ...summary, seconds: seconds() });
      return true;
    }
  }
  emit({ type: 'interrupted', run, file: steps > 0 ? nameIn(folder, 'last') : null, step: steps, epoch });
  return false;
}

/** A session that answers with the weights of the best epoch. */
async function bestSession(folder: RunFolder, { specHash }: OpenedRun, { engine, program, options }: ReadyRun): Promise<Session> {
  const { state } = loadCheckpoint(pathIn(folder, 'best'), specHash, nameIn(folder, 'best'));
  return engine.load(program, state, { ...options, isTraining: false });
}

function planFacts(
  folder: RunFolder,
  { spec, lock }: OpenedRun,
  { engine, program, data, options }: ReadyRun,
  stepsPerEpoch: number,
  monitor: string | null,
): PlanFacts {
  const rows = Object.values(data.splits).flatMap((split) => (split === null ? [] : [[split.role, split.rowCount] as const]));
  return {
    type: 'plan',
    run: folder.name,
    engine: engine.name,
    threads: options.threads,
    isResumed: lock !== null,
    rows: Object.fromEntries(rows),
    batch: spec.train.batch,
    stepsPerEpoch,
    parameters: parameterCount(program, options),
    monitor,
    heads: spec.heads.map(({ name, protocol }) => ({ name, protocol, ...primaryOf(protocol) })),
    patience: spec.train.patience,
  };
}
