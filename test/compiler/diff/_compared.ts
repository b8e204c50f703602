import { analyse } from '../../../src/compiler/compile.ts';
import { compileProgram } from '../../../src/compiler/compile-program.ts';
import type { PlanDiff } from '../../../src/compiler/diff/diff-model.ts';
import { diffPlans } from '../../../src/compiler/diff/diff-plans.ts';
import { planOf } from '../../../src/compiler/plan/plan.ts';
import { hashSpec } from '../../../src/runtime/train/spec-hash.ts';

/** Two texts compared; `isSameMeaning` is what the identity of runs says, which knows nothing of plans. */
export function compared(before: string, after: string): { readonly diff: PlanDiff; readonly isSameMeaning: boolean } {
  const side = (name: string, text: string) => {
    const { value: spec, diagnostics } = analyse({ file: name, text });
    if (spec === null) throw new Error(diagnostics.map(({ code, message }) => `${name}: ${code} ${message}`).join('\n'));
    const program = compileProgram(spec);
    return { name, program, plan: planOf(spec, program), hash: hashSpec(spec) };
  };
  const [one, other] = [side('before.emo', before), side('after.emo', after)];
  const isSameMeaning = one.hash === other.hash;
  return { diff: diffPlans(one, other, isSameMeaning), isSameMeaning };
}
