import { resolve } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { ownWay } from '../../runtime/engines/engine.ts';
import { evaluateRun } from '../../runtime/train/evaluate-run.ts';
import { figure } from '../../ui/figures.ts';
import { alignColumns } from '../../ui/table.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { findProject, named } from '../project.ts';

export const evaluate = defineVerb({
  name: 'evaluate',
  summary: 'Scores the best weights of a run anew, from its checkpoint.',
  doc: `Reads the spec, the lockfile and the best checkpoint of a run folder, and the data, which must be what the run was trained on.
With --json it prints { protocol, split, metrics: { HEAD: { METRIC: value } } }. Nothing is written.`,
  operands: ['RUN'],
  options: {
    split: { type: 'choice', of: ['test', 'validation', 'train'], doc: 'Which rows; test unless told.' },
    json: { type: 'flag', doc: 'Prints the scores as JSON.' },
    data: { type: 'text', value: 'DIR', doc: 'Data root, if the data has moved since the run.' },
    engine: { type: 'text', value: 'NAME', doc: 'Engine; that of the run unless told.' },
    device: { type: 'choice', of: ['gpu', 'cpu'], doc: 'Where the engine `cuda` computes; as in the run unless told.' },
    threads: { type: 'count', value: 'N', doc: 'Threads; those of the run unless told.', minimum: 1, maximum: 1024 },
  },

  async run({ split = 'test', json, data, engine, device, threads }, [run = ''], console) {
    const { cacheFolder } = await findProject(run, data, console);
    const warnings: Diagnostic[] = [];
    const { evaluation, protocol, heads } = await evaluateRun(named(run, console.workingFolder), {
      split,
      dataRoot: data === undefined ? null : resolve(console.workingFolder, data),
      engine: engine ?? null,
      engineSettings: { ...ownWay, device: device ?? null },
      threads: threads ?? null,
      cacheFolder,
      onWarning: (warning) => warnings.push(warning),
    });
    if (warnings.length > 0) {
      const { showPretty } = await import('../show-diagnostics.ts');
      showPretty(warnings, new Map(), console);
    }
    const metrics = evaluation.scores.heads;
    if (json) console.print(JSON.stringify({ protocol, split, metrics }, null, 2));
    else for (const head of heads) console.print(tableOf(head.name, head.protocol, split, metrics[head.name] ?? {}));
    return exitCodes.success;
  },
});

function tableOf(head: string, protocol: string, split: string, scores: Readonly<Record<string, number>>): string {
  const rows = Object.entries(scores).map(([metric, value]) => [`  ${metric}`, figure(value)]);
  return alignColumns([[`${head} (${protocol})`, split], ...rows]).join('\n');
}
