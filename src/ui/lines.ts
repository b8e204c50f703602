import type { EpochEnd, HeadFacts, Interrupted, PlanFacts, Summary } from '../runtime/train/events.ts';
import { comparisonTables } from './comparison.ts';
import { duration, figure, grouped } from './figures.ts';
import { scoreTables } from './table.ts';

/** What is said when training was ended without being waited for. */
export const endedLine = (run: string | null): string =>
  run === null
    ? 'ended at once, before the first step; nothing was written'
    : `ended at once; what was saved before is whole; go on with: emoc train --resume --run ${run}`;

/** Texts that the screen and the lines have in common. */

export const planLine = ({ run, engine, threads, rows, parameters, isResumed }: PlanFacts): string => {
  const counts = Object.entries(rows).map(([split, count]) => `${split} ${grouped(count ?? 0)}`);
  const begun = isResumed ? 'goes on' : 'begins';
  return `${run} ${begun}: ${engine}, ${threads} thread${threads === 1 ? '' : 's'}; rows: ${counts.join(', ')}; ${grouped(parameters)} trained parameters`;
};

export function epochLine(end: EpochEnd, epochs: number, heads: readonly HeadFacts[]): string {
  const width = String(epochs).length;
  const scores = heads.map(({ name, primary }) => `${name} ${primary} ${figure(end.validation?.heads[name]?.[primary])}`);
  const validation = end.validation === null ? [] : [`val ${figure(end.validation.losses.loss)}`, ...scores];
  const parts = [`loss ${figure(end.losses.loss)}`, ...validation, duration(end.seconds), ...(end.isBest ? ['best'] : [])];
  return `epoch ${String(end.epoch).padStart(width)}/${epochs}  ${parts.join('  ')}`;
}

export function summaryLines(summary: Summary, plan: PlanFacts | null): string[] {
  const { reason, bestEpoch, epochs, seconds, run } = summary;
  const why =
    reason === 'patience'
      ? `stopped early: ${plan?.patience ?? ''} epochs without a better ${plan?.monitor ?? ''}`
      : 'all epochs done';
  return [
    `${why}; ${epochs} epoch${epochs === 1 ? '' : 's'} in ${duration(seconds)}, best is epoch ${bestEpoch}`,
    ...scoreTables(summary, plan?.heads ?? []),
    ...comparisonTables(summary, plan?.heads ?? []),
    `run: ${run}`,
  ];
}

export const interruptedLine = ({ run, file, step, epoch }: Interrupted): string =>
  run === null || file === null
    ? 'stopped before the first step; nothing was written'
    : `stopped after step ${step} (${epoch} epoch${epoch === 1 ? '' : 's'} complete); go on with: emoc train --resume --run ${run}`;
