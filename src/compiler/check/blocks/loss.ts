import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Expression } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { kindNameOf, lossesByName } from '../kinds.ts';
import type { LossTerm } from '../model.ts';
import { describe } from '../values.ts';
import { type LossHeads, termsOf } from './_summands.ts';

const word = 'weighted_sum';
const example = 'weighted_sum(0.5 * mse(valence) + 0.5 * mse(arousal))';

/** `loss = alpha * mse(valence) + beta * mse(arousal)`, or the same inside `weighted_sum(…)`, which checks the weights. */
export function checkLoss(value: Expression, known: LossHeads, context: CheckContext): readonly LossTerm[] {
  const inner = isWeightedSum(value, context) ? summandsOf(value, context) : value;
  const terms = inner === null ? [] : termsOf(inner, 1, known, context);
  const seen = new Map<string, LossTerm>();
  for (const term of terms) {
    const key = `${term.kind.name}(${term.head})`;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, term);
      continue;
    }
    const related = [{ at: earlier.span, label: 'first here' }];
    context.add(report.lossTwice(term.span, { loss: term.kind.name, head: term.head }, { related }));
  }
  if (inner !== value) checkWeights(value, terms, context);
  return terms;
}

/** Whether the loss is a `weighted_sum`; a misspelt one is reported and read as one, for what is in it is known. */
function isWeightedSum(value: Expression, context: CheckContext): boolean {
  if (value.kind !== 'call') return false;
  const name = kindNameOf(value);
  if (name.text === word) return true;
  if (lossesByName.has(name.text) || nearest(name.text, [word, ...lossesByName.keys()]) !== word) return false;
  const known = [word, ...lossesByName.keys()].join(', ');
  const fix = rewording(name.span, name.text, word, [word, ...lossesByName.keys()]);
  context.add(report.unknownLoss(name.span, { name: name.text, nearest: word, known }, fix));
  return true;
}

function summandsOf(value: Expression, context: CheckContext): Expression | null {
  const [first, second] = value.kind === 'call' ? value.arguments : [];
  if (first === undefined) context.add(report.noValue(value.span, { what: word, example }));
  else if (first.name !== null) context.add(report.lossShape(first.span, { found: `\`${first.name.text} = …\`` }));
  else if (second !== undefined) context.add(report.lossShape(second.span, { found: describe(second.value) }));
  return first?.value ?? null;
}

function checkWeights(value: Expression, terms: readonly LossTerm[], context: CheckContext): void {
  const outside = terms.filter(({ coefficient }) => coefficient < 0 || coefficient > 1);
  for (const { span, kind, head, coefficient } of outside)
    context.add(report.weightOutOfRange(span, { term: `${kind.name}(${head})`, weight: rounded(coefficient) }));
  const sum = terms.reduce((total, { coefficient }) => total + coefficient, 0);
  if (outside.length === 0 && sum > 1 + 1e-9) context.add(report.weightsAboveOne(value.span, { sum: rounded(sum) }));
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
