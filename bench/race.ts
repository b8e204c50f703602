import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuEngine } from '../src/runtime/engines/cpu/cpu-engine.ts';
import type { Session } from '../src/runtime/engines/engine.ts';
import type { BenchCase, CaseParts } from './cases/case.ts';
import { writeExchange } from './exchange.ts';
import { type Shares, sharesOf } from './own-share.ts';
import { type Peer, startPeer } from './peer.ts';

/** One row of the result. Times are medians over all steps, in milliseconds; `ratio` below 1 means that emoc is faster. */
export interface Row {
  readonly case: string;
  readonly threads: number;
  readonly emocMs: number;
  /** The fastest variant of PyTorch, and which it was; `null` where no PyTorch was run. */
  readonly peerMs: number | null;
  readonly peer: string | null;
  /** Median over the rounds of the two sides' medians in a round, which are moments apart: a machine's speed changes within seconds. */
  readonly ratio: number | null;
  /** Between which two ratios the middle half of the rounds lies. */
  readonly ratioQuartiles: readonly [number, number] | null;
  readonly target: number;
  /** Where the time of emoc's steps goes. */
  readonly shares: Shares;
  /** Median of every variant. */
  readonly variants: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

export interface RaceOptions {
  readonly threads: number;
  readonly rounds: number;
  /** How long each side runs in a round, about. */
  readonly roundMs: number;
  /** The Python with PyTorch; none: only emoc runs. */
  readonly python: string | null;
}

/** Steps whose losses are compared before anything is timed. */
const comparedSteps = 5;
const tolerance = 1e-3;

/** Profiles of emoc's steps; the one with the least of emoc's own code counts, since what disturbs the machine is found in all code. */
const profiles = 3;

/** Runs before the first round: a few steps, then about a round each. */
const warmUps = [0, 1, 2];

/** Both sides train from the same start, first to compare losses, then in turns: what disturbs the machine disturbs all of them. */
export async function race(one: BenchCase, options: RaceOptions): Promise<Row> {
  const parts = one.make();
  const { threads, python } = options;
  const loadOptions = { limits: parts.limits, threads, constants: new Map(), isTraining: true };
  const session = await cpuEngine.load(parts.program, parts.start, loadOptions);
  const folder = mkdtempSync(join(tmpdir(), 'emoc-bench-'));
  let peer: Peer | null = null;
  try {
    if (python !== null) {
      writeExchange(folder, one, parts);
      peer = await startPeer(python, { folder, net: one.peer.net, threads, variants: one.peer.variants });
    }
    return await measure(one, parts, session, peer, options);
  } finally {
    await peer?.quit();
    await session.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  one: BenchCase,
  parts: CaseParts,
  session: Session,
  peer: Peer | null,
  options: RaceOptions,
): Promise<Row> {
  const emoc = async (steps: number): Promise<{ ms: number[]; losses: number[] }> => {
    const [ms, losses]: [number[], number[]] = [[], []];
    for (let step = 0; step < steps; step += 1) {
      const start = performance.now();
      const result = await session.step(parts.batch, parts.program.optimizer.rate);
      ms.push(performance.now() - start);
      losses.push(result.losses.get('loss') as number);
    }
    return { ms, losses };
  };
  const own = await emoc(comparedSteps);
  const problems: string[] = [];
  const times = new Map<string, number[]>();
  for (const variant of peer === null ? [] : one.peer.variants) {
    const first = await (peer as Peer).run(variant, comparedSteps);
    if (typeof first === 'string') problems.push(`${variant}: ${first}`);
    else {
      times.set(variant, []);
      const differing = first.losses.findIndex((loss, step) => Math.abs(loss / (own.losses[step] as number) - 1) > tolerance);
      if (differing >= 0)
        problems.push(`${variant}: loss ${first.losses[differing]} in step ${differing}, emoc has ${own.losses[differing]}`);
    }
  }
  const stepsFor = (ms: readonly number[]): number => Math.max(3, Math.ceil(options.roundMs / median(ms)));
  // A round's number of steps is taken from steps at full speed: both sides compile their hot code while they run.
  let emocSteps = comparedSteps;
  for (const _ of warmUps) emocSteps = stepsFor((await emoc(emocSteps)).ms);
  const emocMs: number[] = [];
  const counts = new Map<string, number>();
  for (const variant of times.keys()) {
    let steps = comparedSteps;
    for (const _ of warmUps) {
      const warm = await (peer as Peer).run(variant, steps);
      if (typeof warm !== 'string') steps = stepsFor(warm.ms);
    }
    counts.set(variant, steps);
  }
  const ratios = new Map([...times.keys()].map((variant) => [variant, [] as number[]]));
  for (let round = 0; round < options.rounds; round += 1) {
    const own = (await emoc(emocSteps)).ms.slice(1);
    emocMs.push(...own);
    for (const [variant, all] of times) {
      const run = await (peer as Peer).run(variant, counts.get(variant) as number);
      if (typeof run === 'string') continue;
      all.push(...run.ms.slice(1));
      ratios.get(variant)?.push(median(own) / median(run.ms.slice(1)));
    }
  }
  const variants = Object.fromEntries([...times].map(([variant, all]) => [variant, median(all)]));
  const shares = await sharesOf(() => emoc(emocSteps), profiles);
  const best = Object.entries(variants).sort((left, right) => left[1] - right[1])[0] ?? null;
  return {
    case: one.name,
    threads: options.threads,
    emocMs: median(emocMs),
    peerMs: best?.[1] ?? null,
    peer: best?.[0] ?? null,
    ratio: best === null ? null : quantile(ratios.get(best[0]) as number[], 0.5),
    ratioQuartiles:
      best === null ? null : [quantile(ratios.get(best[0]) as number[], 0.25), quantile(ratios.get(best[0]) as number[], 0.75)],
    target: one.target,
    shares,
    variants,
    problems,
  };
}

/** Between two values it is interpolated. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const place = part * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return below + (above - below) * (place - Math.floor(place));
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
