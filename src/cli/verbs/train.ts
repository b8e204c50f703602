import { resolve } from 'node:path';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { TrainJob } from '../../runtime/train/job.ts';
import { endedLine } from '../../ui/lines.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes, signalExitCodes } from '../exit-codes.ts';
import { engineOf, findProject, named } from '../project.ts';
import { passSignals, startTraining } from '../run-child.ts';
import { startReporter } from '../start-reporter.ts';
import { UsageError } from '../usage-error.ts';

export const train = defineVerb({
  name: 'train',
  summary: 'Trains the model of a spec and scores it.',
  doc: `Every run gets a folder of its own, in which nothing is ever overwritten. Ctrl-C (or SIGTERM) finishes the batch, saves and
says how to go on; a second one ends at once. If the reader of standard output goes away, training goes on unseen.
With --resume the spec may be left out: the run's own is used. Exits 0, 1 with diagnostics, 130 or 143 when stopped.`,
  operands: ['[SPEC]'],
  options: {
    run: {
      type: 'text',
      value: 'DIR',
      doc: 'Folder of the run; it must not hold one yet. Without it: the next number in the runs folder.',
    },
    resume: { type: 'flag', doc: 'Goes on with the run in --run, or with the newest one of the experiment.' },
    set: {
      type: 'text',
      value: 'PATH=VALUE',
      doc: 'Changes a setting of the spec, as train.batch=64; may be repeated.',
      isRepeatable: true,
    },
    seed: { type: 'count', value: 'N', doc: 'Same as --set experiment.seed=N.', minimum: 0, maximum: 4294967295 },
    epochs: { type: 'count', value: 'N', doc: 'Same as --set train.epochs=N.', minimum: 1, maximum: 100000 },
    engine: { type: 'text', value: 'NAME', doc: 'Engine, as `emoc doctor` lists them; auto chooses one.' },
    device: { type: 'choice', of: ['gpu', 'cpu'], doc: 'Where the engine `cuda` computes: cpu is for tests.' },
    xla: { type: 'flag', doc: 'The engine `cuda` compiles each step with XLA, once for every size of batch.' },
    threads: {
      type: 'count',
      value: 'N',
      doc: 'Threads of the engine. Without it: all that the machine offers.',
      minimum: 1,
      maximum: 1024,
    },
    data: { type: 'text', value: 'DIR', doc: 'Data root: where relative paths of the spec are looked up.' },
    reporter: {
      type: 'choice',
      of: ['auto', 'ink', 'plain', 'json'],
      doc: 'A screen, lines, or JSON lines; auto looks at the terminal.',
    },
  },

  async run(options, [file], console) {
    const { workingFolder } = console;
    if (file === undefined && !options.resume)
      throw new UsageError(report.missingOperand(null, { verb: 'train', expected: 'SPEC' }));
    const project = await findProject(file ?? options.run, options.data, console);
    const { seed, epochs } = options;
    const job: TrainJob = {
      spec: file === undefined ? null : named(file, workingFolder),
      overrides: [
        ...options.set,
        ...(seed === undefined ? [] : [`experiment.seed=${seed}`]),
        ...(epochs === undefined ? [] : [`train.epochs=${epochs}`]),
      ],
      run: options.run === undefined ? null : named(options.run, workingFolder),
      runs: project.runs,
      isResume: options.resume,
      ...engineOf(project, options),
      threads: options.threads ?? null,
      // A resumed run knows its own data root; only --data may move it.
      dataRoot: options.resume && options.data === undefined ? null : project.dataRoot,
      cacheFolder: resolve(project.cacheFolder),
    };
    const reporter = startReporter(options.reporter ?? project.reporter, console);
    let run: string | null = null;
    const training = await startTraining(job, (event) => {
      if (event.type === 'plan') run = event.run;
      reporter.event(event);
    });
    const signals = passSignals(training);
    const ending = await training.ending;
    signals.release();
    await reporter.close();
    const signal = signals.first();
    if (ending.kind === 'bug') throw Object.assign(new Error('in the training process'), { stack: ending.stack });
    if (signal !== null && ending.kind === 'crash') console.warn(endedLine(run));
    if (signal !== null && (ending.kind === 'crash' || ending.code === 75)) return signalExitCodes[signal];
    if (ending.kind === 'exit') return ending.code === 0 ? exitCodes.success : exitCodes.diagnostics;
    const how = ending.signal === null ? 'ended without a word' : `was ended by ${ending.signal}`;
    throw new Failure(
      report.trainingDied(null, { how, words: ending.lastWords.trim() === '' ? undefined : ending.lastWords.trim() }),
    );
  },
});
