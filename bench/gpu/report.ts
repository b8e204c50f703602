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

/** The report as a Markdown page: a table of times, one of ratios where PyTorch ran, who took part, who did not, and what went wrong. */
export function markdown(report: Report): string {
  const { date, machine, emoc, isQuick, isTf32, sides, skipped, rows } = report;
  const names = [...new Set(rows.flatMap(({ times }) => times.map(({ name }) => name)))];
  const engines = names.filter((name) => !name.startsWith('torch '));
  const peers = names.filter((name) => name.startsWith('torch '));
  const timeOf = (row: Row, name: string): string => {
    const time = row.times.find((one) => one.name === name);
    if (time === undefined) return '';
    if (time.ms === null) return 'failed';
    return `${figure(time.ms)} (${Math.round((row.batchSize / time.ms) * 1000).toLocaleString('en-US')}/s)`;
  };
  const ratios = rows.flatMap((row) =>
    engines.map((engine) => [
      row.case,
      String(row.batchSize),
      engine,
      ...peers.map((peer) => showRatio(ratio(row, engine, peer))),
    ]),
  );
  const problems = rows.flatMap(({ case: name, batchSize, times }) =>
    times.flatMap(({ name: side, problem }) => (problem === null ? [] : [`- ${name}, batch ${batchSize}, ${side}: ${problem}`])),
  );
  return [
    `# Training steps on ${machine}`,
    '',
    `${date}, emoc ${emoc}, \`npm run bench:gpu\`${isQuick ? ' with `--quick`: a check that everything runs, no measurement' : ''}.`,
    `Milliseconds a step (median) and samples a second; ${isTf32 ? 'TF32 allowed' : 'products in float32 (NVIDIA_TF32_OVERRIDE=0)'}. Every side starts from`,
    'the same weights, and its first losses equal those of the engine `cpu` within a thousandth, or it is listed as failed.',
    '',
    ...table(
      ['case', 'batch', ...names],
      rows.map((row) => [row.case, String(row.batchSize), ...names.map((name) => timeOf(row, name))]),
    ),
    ...(peers.length === 0
      ? []
      : [
          '',
          'Time over that of PyTorch (below 1: emoc is faster):',
          '',
          ...table(['case', 'batch', 'engine', ...peers], ratios),
        ]),
    '',
    '## Who took part',
    '',
    ...Object.entries(sides).map(([name, detail]) => `- ${name}: ${detail}`),
    ...Object.entries(skipped).map(([name, reason]) => `- ${name}: skipped, ${reason}`),
    ...(problems.length === 0 ? [] : ['', '## What failed', '', ...problems]),
    '',
  ].join('\n');
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
