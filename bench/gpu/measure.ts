import type { Side, StepRun } from './side.ts';

/** Somebody who takes part in one race: an engine, or one variant of PyTorch. */
export interface Racer {
  readonly name: string;
  readonly side: Side;
  readonly variant: string;
}

/** What came of a racer. Times in milliseconds. */
export interface Time {
  readonly name: string;
  /** Median over all steps of all rounds; `null` where it did not run. */
  readonly ms: number | null;
  /** Fastest and slowest round (median of a round), for how much to believe the number. */
  readonly rounds: readonly number[];
  readonly problem: string | null;
}

export interface RaceOptions {
  readonly rounds: number;
  /** How long each racer runs in a round, about. */
  readonly roundMs: number;
  /** Losses of the first steps, as the engine `cpu` computes them; `null` where nobody knows them. */
  readonly expected: readonly number[] | null;
}

/** Steps whose losses are compared before anything is timed. */
export const comparedSteps = 5;
export const tolerance = 1e-3;
const warmSteps = 5;

/** All start from the same weights: first their losses are compared, then they take turns, so that what disturbs the machine disturbs all. */
export async function race(racers: readonly Racer[], { rounds, roundMs, expected }: RaceOptions): Promise<readonly Time[]> {
  const states = racers.map((racer) => ({
    racer,
    problem: null as string | null,
    steps: 0,
    all: [] as number[],
    medians: [] as number[],
  }));
  const attempt = async (state: (typeof states)[number], steps: number): Promise<StepRun | null> => {
    const run = await state.racer.side.run(state.racer.variant, steps);
    if (typeof run !== 'string') return run;
    state.problem ??= run;
    return null;
  };
  for (const state of states) {
    const first = await attempt(state, comparedSteps);
    if (first === null) continue;
    state.problem = expected === null ? null : differenceOf(first.losses, expected);
    if (state.problem !== null) continue;
    const warm = await attempt(state, warmSteps);
    if (warm !== null) state.steps = Math.min(2000, Math.max(3, Math.ceil(roundMs / median(warm.ms))));
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const state of states) {
      if (state.problem !== null) continue;
      const run = await attempt(state, state.steps);
      if (run === null) continue;
      const bad = run.losses.find((loss) => !Number.isFinite(loss));
      if (bad !== undefined) state.problem = `a loss of ${bad} while it was timed`;
      // The first step of a turn pays for what the others left in the caches.
      const times = run.ms.slice(1);
      state.all.push(...times);
      state.medians.push(median(times));
    }
  }
  return states.map(({ racer, problem, all, medians }) => ({
    name: racer.name,
    ms: problem === null && all.length > 0 ? median(all) : null,
    rounds: medians.length === 0 ? [] : [Math.min(...medians), Math.max(...medians)],
    problem,
  }));
}

/** Which loss differs from the expected one by more than a thousandth; `null` where none does. */
export function differenceOf(losses: readonly number[], expected: readonly number[]): string | null {
  for (const [step, wanted] of expected.entries()) {
    const found = losses[step] ?? Number.NaN;
    // Not `>`: a loss that is no number differs too.
    if (!(Math.abs(found / wanted - 1) <= tolerance)) return `loss ${found} in step ${step}, the engine cpu has ${wanted}`;
  }
  return null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
