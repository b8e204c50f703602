// Measures training steps on a GPU: every engine of emoc and PyTorch, several batch sizes, one run. See ../README.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../src/runtime/train/version.ts';
import { writeExchange } from '../exchange.ts';
import { benchEngineNames } from './bench-engine.ts';
import { type Environment, vulkanAttempts } from './environment.ts';
import { type GpuCase, gpuCases, torchVariants } from './gpu-cases.ts';
import { comparedSteps, type Racer, race } from './measure.ts';
import { findPlaces } from './places.ts';
import { markdown, type Report, type Row, ratio, slug } from './report.ts';
import { type Side, startSide } from './side.ts';

const { values } = parseArgs({
  options: {
    case: { type: 'string', multiple: true },
    engine: { type: 'string', multiple: true },
    batch: { type: 'string', multiple: true },
    threads: { type: 'string', default: String(Math.min(8, cpus().length)) },
    rounds: { type: 'string' },
    'round-ms': { type: 'string' },
    quick: { type: 'boolean', default: false },
    software: { type: 'boolean', default: false },
    tf32: { type: 'boolean', default: false },
    name: { type: 'string' },
    out: { type: 'string' },
    pack: { type: 'string' },
    'with-node': { type: 'boolean', default: false },
  },
});

const places = findPlaces();
const { quick: isQuick, tf32: isTf32, threads } = values;
const rounds = Number(values.rounds ?? (isQuick ? 1 : 7));
const roundMs = Number(values['round-ms'] ?? (isQuick ? 50 : 400));
const python = process.env.EMOC_BENCH_PYTHON;
const cases = chosen(
  gpuCases.map(({ name }) => name),
  values.case,
  'case',
).map((name) => gpuCases.find((one) => one.name === name) as GpuCase);
const engines = chosen(benchEngineNames, values.engine, 'engine');
const sizesOf = ({ batchSizes, quickBatchSize }: GpuCase): readonly number[] =>
  values.batch !== undefined ? values.batch.map(Number) : isQuick ? [quickBatchSize] : batchSizes;

const work = mkdtempSync(join(tmpdir(), 'emoc-bench-gpu-'));
try {
  if (values.pack === undefined) await measureAll();
  else await (await import('./pack.ts')).pack(resolve(values.pack), { cases, hasNode: values['with-node'] }, expectedLosses);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function chosen(all: readonly string[], asked: readonly string[] | undefined, what: string): readonly string[] {
  const unknown = (asked ?? []).filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no ${what} ${unknown.join(', ')}; there are ${all.join(', ')}`);
  return asked ?? all;
}

async function measureAll(): Promise<void> {
  const [sides, skipped, environments]: [Record<string, string>, Record<string, string>, Map<string, Environment>] = [
    {},
    {},
    new Map(),
  ];
  for (const name of engines) {
    const found = await usableEnvironment(name);
    if (typeof found === 'string') skipped[name] = found;
    else {
      sides[name] = found.detail;
      environments.set(name, found.environment);
    }
  }
  if (python === undefined) skipped.torch = 'EMOC_BENCH_PYTHON does not name a Python that has PyTorch';
  for (const [name, detail] of Object.entries(sides)) console.log(`${name}: ${detail}`);
  for (const [name, reason] of Object.entries(skipped)) console.log(`${name}: skipped, ${reason}`);

  const rows: Row[] = [];
  for (const one of cases) {
    for (const batchSize of sizesOf(one)) {
      const row = await measureOne(one, batchSize, environments, sides, skipped);
      rows.push(row);
      console.log(lineOf(row));
      for (const { name, problem } of row.times) if (problem !== null) console.log(`  ${name}: ${problem}`);
    }
  }
  const machine = values.name ?? (await machineName(sides));
  const date = new Date().toISOString().slice(0, 10);
  const report: Report = { format_version: 1, date, machine, emoc: version, isQuick, isTf32, sides, skipped, rows };
  const folder = resolve(values.out ?? places.results);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${date}-gpu-${slug(machine)}${isQuick ? '-quick' : ''}`);
  writeFileSync(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${file}.md`, markdown(report));
  console.log(`written: ${file}.json and .md`);
  // Different losses make times meaningless, and nothing measured is no measurement.
  const isWrong = rows.some(({ times }) => times.some(({ problem }) => problem !== null));
  if (isWrong || environments.size === 0) process.exitCode = 1;
}

/** The environment in which an engine finds a GPU; a text says why there is none. */
async function usableEnvironment(name: string): Promise<{ readonly detail: string; readonly environment: Environment } | string> {
  const attempts =
    name === 'webgpu' ? await vulkanAttempts(places.libraries, work) : [{ why: '', environment: process.env as Environment }];
  const refusals: string[] = [];
  for (const { why, environment } of attempts) {
    const complete = { ...environment, ...environmentOf(name) };
    const probed = await startSide(process.execPath, [...places.child, name, '--probe'], complete);
    if (typeof probed !== 'string') {
      await probed.quit();
      return { detail: `${probed.detail}${why === '' ? '' : ` (${why})`}`, environment: complete };
    }
    refusals.push(why === '' ? probed : `${probed} (${why})`);
  }
  return refusals.join('; ');
}

function environmentOf(name: string): Environment {
  return {
    ...(name === 'webgpu' && places.engines !== null ? { EMOC_ENGINES: places.engines } : {}),
    ...(values.software ? { EMOC_BENCH_SOFTWARE: '1' } : {}),
    // What the machine is set to does not decide: both sides compute alike.
    ...(isTf32 ? { NVIDIA_TF32_OVERRIDE: undefined, EMOC_BENCH_TF32: '1' } : { NVIDIA_TF32_OVERRIDE: '0' }),
    // TensorFlow takes all memory of a GPU unless it is told not to; PyTorch is there too.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
}

async function measureOne(
  one: GpuCase,
  batchSize: number,
  environments: ReadonlyMap<string, Environment>,
  sides: Record<string, string>,
  skipped: Record<string, string>,
): Promise<Row> {
  const [racers, open, failed]: [Racer[], Side[], Row['times'][number][]] = [[], [], []];
  try {
    for (const [name, environment] of environments) {
      const side = await startSide(process.execPath, [...places.child, name, one.name, String(batchSize), threads], environment);
      if (typeof side === 'string') failed.push({ name, ms: null, rounds: [], problem: side });
      else {
        open.push(side);
        racers.push({ name, side, variant: name });
      }
    }
    const torch = python === undefined || skipped.torch !== undefined ? null : await startTorch(python, one, batchSize);
    if (typeof torch === 'string') {
      skipped.torch = torch;
      console.log(`torch: skipped, ${torch}`);
    } else if (torch !== null) {
      sides.torch = torch.detail;
      open.push(torch);
      racers.push(...torchVariants(one).map((variant) => ({ name: `torch ${variant}`, side: torch, variant })));
    }
    const expected = await expectedLosses(one, batchSize);
    const times = await race(racers, { rounds, roundMs, expected });
    return { case: one.name, batchSize, goal: one.goal, times: [...times, ...failed] };
  } finally {
    await Promise.all(open.map((side) => side.quit()));
  }
}

async function startTorch(program: string, one: GpuCase, batchSize: number): Promise<Side | string> {
  const folder = mkdtempSync(join(work, 'peer-'));
  writeExchange(folder, one.bench, one.bench.make(batchSize));
  const environment = { ...process.env, ...environmentOf('torch'), EMOC_BENCH_DEVICE: 'cuda' };
  return startSide(program, [places.peer, folder, one.bench.peer.net, threads, ...torchVariants(one)], environment);
}

/** Losses of the first steps by the engine `cpu`: computed, or in a carried folder read. */
async function expectedLosses({ name }: Pick<GpuCase, 'name'>, batchSize: number): Promise<readonly number[]> {
  if (places.expected !== null) {
    const known = JSON.parse(readFileSync(places.expected, 'utf8')) as Readonly<Record<string, readonly number[]>>;
    const losses = known[`${name} ${batchSize}`];
    if (losses === undefined) throw new Error(`the folder was packed without ${name} at batch ${batchSize}`);
    return losses;
  }
  const side = await startSide(process.execPath, [...places.child, 'cpu', name, String(batchSize), threads], process.env);
  if (typeof side === 'string') throw new Error(`the engine cpu, whose losses are expected, does not run: ${side}`);
  try {
    const run = await side.run('cpu', comparedSteps);
    if (typeof run === 'string') throw new Error(`the engine cpu, whose losses are expected, failed: ${run}`);
    return run.losses;
  } finally {
    await side.quit();
  }
}

async function machineName(sides: Readonly<Record<string, string>>): Promise<string> {
  const { thisMachine } = await import('../../src/runtime/engines/doctor/machine.ts');
  const answer = await thisMachine.run('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']);
  if (answer?.isFine === true) return answer.text.split('\n')[0] as string;
  return sides.webgpu?.split(/[(,]/)[0]?.trim() ?? cpus()[0]?.model.trim() ?? 'unknown';
}

function lineOf(row: Row): string {
  const times = row.times.flatMap(({ name, ms }) => (ms === null ? [] : [`${name} ${ms.toFixed(2)} ms`]));
  const against = enginesOf(row).flatMap((name) => {
    const found = ratio(row, name, 'torch eager');
    return found === null
      ? []
      : [`${name} ${found.toFixed(2)} of eager, goal ${row.goal} ${found <= row.goal ? 'met' : 'missed'}`];
  });
  return `${row.case.padEnd(12)} batch ${String(row.batchSize).padStart(4)}  ${[...times, ...against].join('  ')}`;
}

function enginesOf({ times }: Row): readonly string[] {
  return times.map(({ name }) => name).filter((name) => !name.startsWith('torch '));
}
