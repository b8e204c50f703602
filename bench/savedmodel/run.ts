// The engine `cuda` on the processor against Python's tf.function and tfjs-node's eager loop, all on the same TensorFlow. See ../README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { denseTall32 } from '../cases/dense-tall.ts';
import { writeExchange } from '../exchange.ts';
import { type Side, startSide, type Turn } from './side.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    batches: { type: 'string', default: '32,128' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '9' },
    'round-ms': { type: 'string', default: '400' },
  },
});
const python = process.env.EMOC_TENSORFLOW_PYTHON ?? null;
if (python === null)
  console.log('skipped: Python, since EMOC_TENSORFLOW_PYTHON does not name one that has TensorFlow; only Node is timed');

/** The engine may take so many times the processor time of Python, and the eager loop must take so many times that of the engine. */
const targets = { ofPython: 1.2, overEager: 4 };
const warmSteps = 10;
/** First steps whose losses are compared: in them Adam follows the sign of gradients that are nothing but rounding, a little more each step. */
const comparedSteps = 5;
const tolerance = 2e-3;

interface Row {
  readonly batch: number;
  readonly threads: number;
  readonly tensorflow: Readonly<Record<string, string>>;
  /** Medians of a step over all rounds. */
  readonly sides: Readonly<Record<string, { readonly ms: number; readonly cpuMs: number }>>;
  /** Processor time of emoc over that of Python. */
  readonly ofPython: number | null;
  /** Processor time of the eager loop over that of emoc. */
  readonly overEager: number;
  readonly targets: typeof targets;
  readonly problems: readonly string[];
}

async function race(batch: number, threads: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-bench-'));
  const script = (name: string): string => new URL(name, import.meta.url).pathname;
  const node = (...words: string[]) => startSide(process.execPath, ['--import', 'tsx', ...words], threads);
  const sides = new Map<string, Side>();
  try {
    writeExchange(folder, denseTall32, denseTall32.make(batch));
    sides.set('emoc', await node(script('cuda.ts'), `${batch}`, `${threads}`));
    sides.set('emoc with XLA', await node(script('cuda.ts'), `${batch}`, `${threads}`, 'xla'));
    sides.set('tfjs-node eager', await node(script('eager.ts'), `${batch}`));
    if (python !== null) sides.set('tf.function', await startSide(python, [script('peer.py'), folder], threads));
    return await measure(batch, threads, sides);
  } finally {
    for (const side of sides.values()) await side.quit();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(batch: number, threads: number, sides: ReadonlyMap<string, Side>): Promise<Row> {
  const problems: string[] = [];
  const counts = new Map<string, number>();
  let expected: readonly number[] | null = null;
  for (const [name, side] of sides) {
    const { losses } = await side.run(warmSteps);
    expected ??= losses;
    const differing = losses
      .slice(0, comparedSteps)
      .findIndex((loss, step) => Math.abs(loss / (expected?.[step] as number) - 1) > tolerance);
    if (differing >= 0) problems.push(`${name}: loss ${losses[differing]} in step ${differing}, emoc has ${expected[differing]}`);
    counts.set(name, Math.max(5, Math.ceil(Number(values['round-ms']) / (await side.run(warmSteps)).ms)));
  }
  const turns = new Map<string, Turn[]>([...sides.keys()].map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [name, side] of sides) turns.get(name)?.push(await side.run(counts.get(name) as number));
  const medians = Object.fromEntries(
    [...turns].map(([name, all]) => [
      name,
      { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
  const of = (name: string): { readonly ms: number; readonly cpuMs: number } => medians[name] as Turn;
  return {
    batch,
    threads,
    tensorflow: Object.fromEntries([...sides].map(([name, { version }]) => [name, version])),
    sides: medians,
    ofPython: sides.has('tf.function') ? of('emoc').cpuMs / of('tf.function').cpuMs : null,
    overEager: of('tfjs-node eager').cpuMs / of('emoc').cpuMs,
    targets,
    problems,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] as number;
}

const rows: Row[] = [];
for (const threads of values.threads.split(',').map(Number)) {
  for (const batch of values.batches.split(',').map(Number)) {
    const row = await race(batch, threads);
    rows.push(row);
    console.log(`dense, batch ${batch}, ${threads} threads`);
    for (const [name, { ms, cpuMs }] of Object.entries(row.sides))
      console.log(`  ${name.padEnd(16)} ${ms.toFixed(2).padStart(8)} ms  ${cpuMs.toFixed(2).padStart(8)} ms of processors`);
    const { ofPython, overEager } = row;
    if (ofPython !== null)
      console.log(
        `  ${ofPython.toFixed(2)} of Python's processor time (${ofPython <= targets.ofPython ? 'met' : 'missed'}: at most 1.2)`,
      );
    console.log(
      `  the eager loop takes ${overEager.toFixed(1)} times as much (${overEager >= targets.overEager ? 'met' : 'missed'}: at least 4)`,
    );
    for (const problem of row.problems) console.log(`  ${problem}`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
if (rows.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
