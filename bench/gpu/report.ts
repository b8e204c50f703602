import type { Time } from './measure.ts';

/** One case at one batch size. */
export interface Row {
  readonly case: string;
  readonly batchSize: number;
  /** How a step of PyTorch's `eager` may compare, from the case. */
  readonly goal: number;
  readonly times: readonly Time[];
}

/** What a run of the benchmark says. */
export interface Report {
  readonly format_version: 1;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  readonly machine: string;
  readonly emoc: string;
  readonly isQuick: boolean;
  /** Whether 19-bit products were allowed. */
  readonly isTf32: boolean;
  /** Who took part, by name, in its own words. */
  readonly sides: Readonly<Record<string, string>>;
  /** Who did not, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

/** Time of an engine over that of a variant of PyTorch; `null` where one of them is missing. */
export function ratio({ times }: Row, engine: string, peer: string): number | null {
  const [own, other] = [engine, peer].map((name) => times.find((time) => time.name === name)?.ms ?? null);
  return own == null || other == null ? null : own / other;
}

/** The variant of PyTorch that took the least time in a row; `null` where none ran. */
export function fastestPeer({ times }: Row): Time | null {
  const ran = times.filter(({ name, ms }) => isPeer(name) && ms !== null);
  return ran.reduce<Time | null>(
    (best, time) => (best === null || (time.ms as number) < (best.ms as number) ? time : best),
    null,
  );
}

const isPeer = (name: string): boolean => name.startsWith('torch ');
const eager = 'torch eager';

/** The report as a Markdown page: times, ratios where PyTorch ran, who took part, who did not, and what went wrong. JSON has every variant. */
export function markdown({ date, machine, emoc, isQuick, isTf32, sides, skipped, rows }: Report): string {
  const engines = [...new Set(rows.flatMap(({ times }) => times.map(({ name }) => name)))].filter((name) => !isPeer(name));
  const hasPeers = rows.some((row) => fastestPeer(row) !== null);
  const timeRows = rows.map((row) => {
    const [of, best] = [(name: string) => row.times.find((time) => time.name === name), fastestPeer(row)];
    const peers =
      best === null ? ['', ''] : [showTime(row, of(eager)), `${showTime(row, best)} ${best.name.slice('torch '.length)}`];
    return [row.case, String(row.batchSize), ...engines.map((name) => showTime(row, of(name))), ...(hasPeers ? peers : [])];
  });
  const ratioRows = rows.flatMap((row) =>
    engines.map((engine) => {
      const best = fastestPeer(row);
      const ratios = [ratio(row, engine, eager), best === null ? null : ratio(row, engine, best.name)];
      return [row.case, String(row.batchSize), engine, ...ratios.map(showRatio), String(row.goal)];
    }),
  );
  const problems = rows.flatMap(({ case: name, batchSize, times }) =>
    times.flatMap(({ name: side, problem }) =>
      problem === null ? [] : [`- ${name}, batch ${batchSize}, ${side}: ${problem.trim().split('\n')[0]}`],
    ),
  );
  return [
    `# Training steps on ${machine}`,
    '',
    `${date}, emoc ${emoc}, \`npm run bench:gpu\`${isQuick ? ' with `--quick`: a check that everything runs, no measurement' : ''}.`,
    `Milliseconds a step (median) and samples a second; ${isTf32 ? 'TF32 allowed' : 'products in float32 (NVIDIA_TF32_OVERRIDE=0)'}. Every side starts from`,
    'the same weights, and its first losses equal those of the engine `cpu` within a thousandth, or it is listed as failed.',
    '',
    ...table(['case', 'batch', ...engines, ...(hasPeers ? ['PyTorch eager', 'fastest PyTorch'] : [])], timeRows),
    ...(hasPeers
      ? [
          '',
          'Time over that of PyTorch; below 1: emoc is faster. The goal is for eager.',
          '',
          ...table(['case', 'batch', 'engine', 'of eager', 'of the fastest', 'goal'], ratioRows),
        ]
      : []),
    '',
    '## Who took part',
    '',
    ...Object.entries(sides).map(([name, detail]) => `- ${name}: ${detail}`),
    ...Object.entries(skipped).map(([name, reason]) => `- ${name}: skipped, ${reason}`),
    ...(problems.length === 0 ? [] : ['', '## What failed', '', ...problems]),
    '',
  ].join('\n');
}

function showTime({ batchSize }: Row, time: Time | undefined): string {
  if (time === undefined) return '';
  if (time.ms === null) return 'failed';
  return `${figure(time.ms)} (${Math.round((batchSize / time.ms) * 1000).toLocaleString('en-US')}/s)`;
}

const figure = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2));

const showRatio = (value: number | null): string => (value === null ? '' : value.toFixed(2));

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** `NVIDIA H200` as a part of a file's name. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
