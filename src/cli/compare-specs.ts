import { resolve } from 'node:path';
import type { TypedSpec } from '../compiler/check/model.ts';
import { analyse, type Source } from '../compiler/compile.ts';
import { compileProgram } from '../compiler/compile-program.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import type { PlanDiff } from '../compiler/diff/diff-model.ts';
import { diffPlans } from '../compiler/diff/diff-plans.ts';
import { type PlanFacts, planOf } from '../compiler/plan/plan.ts';
import { applyOverrides } from '../runtime/train/overrides.ts';
import { readSpec } from '../runtime/train/read-spec.ts';
import { hashSpec } from '../runtime/train/spec-hash.ts';
import type { Console } from './console.ts';
import { type FoundRevision, readRevision, revisionIn } from './revisions.ts';
import { showPretty } from './show-diagnostics.ts';

/** A spec that has nothing wrong with it, wherever it came from. */
export interface ReadSide {
  readonly source: Source;
  readonly spec: TypedSpec;
  /** Folder that relative paths of the spec are looked up in; of a revision that of the same path in the working tree. */
  readonly folder: string;
  /** Where the manifest is looked for: beside this path and above. */
  readonly manifestOf: string;
}

/** What is read: a file or a file of the history, and the changes that the command line makes to it. */
export interface SideName {
  readonly name: string;
  readonly overrides: readonly string[];
}

/** Throws a `Failure` where it cannot be read. */
async function readText(name: string, { workingFolder }: Console): Promise<FoundRevision> {
  const revision = revisionIn(name, workingFolder);
  if (revision !== null) return await readRevision(revision, workingFolder);
  const path = resolve(workingFolder, name);
  return { source: readSpec(path, name), path };
}

/**
 * The specs in their order, or `null` after showing what is wrong with them: with all of them, so that one mistake does not hide another's.
 */
export async function readSides(names: readonly SideName[], console: Console): Promise<readonly ReadSide[] | null> {
  const sides: ReadSide[] = [];
  const failures: Diagnostic[] = [];
  for (const { name, overrides } of names) {
    try {
      const { source: written, path } = await readText(name, console);
      const source = applyOverrides(written, overrides);
      const { value: spec, diagnostics } = analyse(source);
      if (diagnostics.length > 0) showPretty(diagnostics, new Map([[source.file, source.text]]), console);
      if (spec !== null) sides.push({ source, spec, folder: resolve(path, '..'), manifestOf: path });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(...error.diagnostics);
    }
  }
  if (failures.length > 0) throw new Failure(...failures);
  return sides.length === names.length ? sides : null;
}

/** Compares two specs; `facts` are what is known of the data of each. */
export function compare(
  [before, after]: readonly [ReadSide, ReadSide],
  facts: readonly [PlanFacts, PlanFacts] = [{}, {}],
): PlanDiff {
  const planned = ({ source, spec }: ReadSide, known: PlanFacts) => {
    const program = compileProgram(spec);
    return { name: source.file, program, plan: planOf(spec, program, known) };
  };
  return diffPlans(planned(before, facts[0]), planned(after, facts[1]), hashSpec(before.spec) === hashSpec(after.spec));
}
