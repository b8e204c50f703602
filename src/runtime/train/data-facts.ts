import type { PlanFacts } from '../../compiler/plan/plan.ts';
import type { PreparedData } from '../data/prepared-data.ts';

/** What a plan may know of data that has been read. */
export function dataFacts({ splits, symbols, limits }: PreparedData): PlanFacts {
  const count = (role: keyof typeof splits): number => splits[role]?.rowCount ?? 0;
  return {
    rows: { train: count('train'), validation: count('validation'), test: count('test') },
    vocabularies: symbols,
    lengths: limits,
  };
}
