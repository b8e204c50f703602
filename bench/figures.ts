/**
 * Trains the specs of `specs/` on the real data, several seeds each, and prints their test scores.
 *
 *   npx tsx bench/figures.ts --data DIR [--json FILE] [SPEC NAME…]
 *
 * Every run is `emoc train` as a user would start it. What decides an epoch is the validation split; the test split is read once, at the end.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';

interface Study {
  readonly spec: string;
  readonly seeds: readonly number[];
  /** `head.metric` on the test split. */
  readonly figures: readonly string[];
}

const studies: readonly Study[] = [
  { spec: 'mosi-joint', seeds: [1, 2, 3, 4, 5], figures: ['sentiment.accuracy', 'sentiment.macro_f1'] },
  { spec: 'mosi-early', seeds: [1, 2, 3, 4, 5], figures: ['sentiment.accuracy', 'sentiment.macro_f1'] },
  { spec: 'emobank-vad', seeds: [1, 2, 3], figures: ['valence.pearson', 'arousal.pearson', 'dominance.pearson'] },
  { spec: 'carer-bilstm', seeds: [1], figures: ['emotion.accuracy', 'emotion.macro_f1'] },
  { spec: 'fer2013-cnn', seeds: [1], figures: ['shown.accuracy', 'shown.macro_f1'] },
  { spec: 'speech-vad', seeds: [1, 2, 3], figures: ['arousal.ccc', 'arousal.pearson', 'valence.ccc', 'valence.pearson'] },
];

type Scores = Readonly<Record<string, Readonly<Record<string, number>>>>;

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'string' } },
  allowPositionals: true,
});
if (values.data === undefined) throw new Error('--data DIR says where the data sets are');

const rows: { spec: string; figure: string; mean: number; deviation: number; seeds: number; secondsPerRun: number }[] = [];
const chosen = studies.filter(({ spec }) => positionals.length === 0 || positionals.includes(spec));
if (chosen.length === 0) throw new Error(`no such spec; there are ${studies.map(({ spec }) => spec).join(', ')}`);

for (const { spec, seeds, figures } of chosen) {
  const scores: Scores[] = [];
  const startMs = performance.now();
  for (const seed of seeds) scores.push(await testScores(spec, seed, values.data));
  const secondsPerRun = (performance.now() - startMs) / 1000 / seeds.length;
  for (const figure of figures) {
    const [head, metric] = figure.split('.') as [string, string];
    const found = scores.map((heads) => heads[head]?.[metric] ?? Number.NaN);
    const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
    const deviation = Math.sqrt(found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, found.length - 1));
    rows.push({ spec, figure, mean, deviation, seeds: seeds.length, secondsPerRun });
    const spread = seeds.length > 1 ? ` ± ${deviation.toFixed(3)}` : '        ';
    console.log(
      `${spec.padEnd(14)} ${figure.padEnd(22)} ${mean.toFixed(3)}${spread}  ${seeds.length} seed(s)  ${secondsPerRun.toFixed(1)} s a run`,
    );
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);

/** Test scores of one run: the summary is the last line of the JSON reporter. */
async function testScores(spec: string, seed: number, data: string): Promise<Scores> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-figures-'));
  try {
    const args = [
      'bin/emoc.js',
      'train',
      `specs/${spec}.emo`,
      '--data',
      data,
      '--seed',
      String(seed),
      '--run',
      join(folder, 'run'),
      '--reporter',
      'json',
    ];
    const { stdout } = await execa(process.execPath, args);
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    const summary = JSON.parse(last) as { readonly type: string; readonly metrics: { readonly test: Scores } };
    if (summary.type !== 'summary') throw new Error(`${spec}: the run ended without a summary`);
    return summary.metrics.test;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
