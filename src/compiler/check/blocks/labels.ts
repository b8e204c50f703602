import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Expression, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';

/** `labels hatefulness = no | yes`: the classes of a label set, in order. */
export function checkLabels(declaration: Declaration, context: CheckContext): void {
  const name = context.ownName(declaration);
  if (name === null || declaration.value?.kind === 'missing') return;
  const words = declaration.value === null ? null : wordsOf(declaration.value);
  if (words === null) {
    if (!declaration.isRecovered) context.add(report.badLabelSet((declaration.value ?? declaration).span, { set: name.text }));
    return;
  }
  const seen = new Set<string>();
  for (const word of words) {
    if (seen.has(word.text)) context.add(report.labelTwice(word.span, { label: word.text, set: name.text }));
    seen.add(word.text);
  }
  if (words.length < 2) context.add(report.tooFewLabels(declaration.span, { set: name.text, count: words.length }));
  context.labelSets.set(name.text, [...seen]);
}

function wordsOf(expression: Expression): Name[] | null {
  if (expression.kind === 'reference' && expression.path.length === 1) return [expression.path[0] as Name];
  if (expression.kind === 'string') return [{ text: expression.value, span: expression.span }];
  if (expression.kind !== 'binary' || expression.operator !== '|') return null;
  const [left, right] = [wordsOf(expression.left), wordsOf(expression.right)];
  return left === null || right === null ? null : [...left, ...right];
}
