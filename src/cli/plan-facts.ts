import type { TypedSpec } from '../compiler/check/model.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import type { PlanFacts } from '../compiler/plan/plan.ts';
import type { Project } from './project.ts';

/** What the data tells a plan; where it is not there or wrong, why. `emoc train` says the same in full. */
export async function factsOf(
  spec: TypedSpec,
  folder: string,
  project: Project,
): Promise<{ readonly facts: PlanFacts; readonly missing: string | null }> {
  const { prepareData } = await import('../runtime/data/prepare.ts');
  const { dataFacts } = await import('../runtime/train/data-facts.ts');
  const { seed } = spec.experiment;
  try {
    const dataRoot = project.dataRoot ?? folder;
    const prepared = await prepareData(spec, { dataRoot, cacheFolder: project.cacheFolder, seed, threads: 1 });
    return { facts: dataFacts(prepared), missing: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { facts: {}, missing: error.message };
  }
}
