import { compileProgram } from '../compiler/compile-program.ts';
import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import { planOf } from '../compiler/plan/plan.ts';
import { printCount, printFlops } from '../compiler/plan/print-amount.ts';
import { bareName } from './names.ts';
import type { Snapshot } from './snapshot.ts';

export interface Lens {
  readonly span: Span;
  readonly kind: 'figures' | 'plan' | 'train';
}

/** Specs with more steps are not compiled for a line of figures: `emoc plan` says the same. */
const mostSteps = 400;

/** What stands above the experiment: its figures, and the verbs that go with it. */
export function lensesOf({ bound, value }: Snapshot): readonly Lens[] {
  const experiment = bound.declarations.find(({ word }) => word.text === 'experiment');
  if (experiment === undefined) return [];
  const span = (bareName(experiment.subject) ?? experiment.word).span;
  return value === null ? [] : (['figures', 'plan', 'train'] as const).map((kind) => ({ span, kind }));
}

/** `53,764 parameters · 12.1 M operations a sample`; without the operations where compiling would take too long. */
export function figuresOf({ value, parts, sizes }: Snapshot): string | null {
  if (value === null) return null;
  if (parts.steps.length > mostSteps) return `${sizes().of('') ?? '0'} parameters`;
  const { totals } = planOf(value, compileProgram(value));
  return `${printCount(totals.parameters)} parameters · ${printFlops(totals.inferenceFlops)} operations a sample`;
}
