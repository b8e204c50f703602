import type { More, Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Expression, List, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';

/** `labels hatefulness = no | yes`: the classes of a label set, in order. */
export function checkLabels(declaration: Declaration, context: CheckContext): void {
  const name = context.ownName(declaration);
  const { value } = declaration;
  if (name === null || value?.kind === 'missing') return;
  if (value === null) {
    if (!declaration.isRecovered)
      context.add(report.noValue(name.span, { what: `labels ${name.text}`, example: `labels ${name.text} = no | yes` }));
    return;
  }
  const listed = value.kind === 'list' ? wordsOfList(value) : null;
  const words = listed ?? wordsOf(value);
  if (words === null || listed !== null) {
    const text = listed?.map(({ span }) => context.textOf(span)).join(' | ');
    const fix = text === undefined ? {} : { fix: [{ span: value.span, text }], sure: true };
    if (!declaration.isRecovered)
      context.add(report.labelSetForm(value.span, { set: name.text, words: text ?? 'no | yes' }, fix));
  }
  if (words === null) return;
  const seen = new Map<string, Name>();
  for (const word of words) {
    const earlier = seen.get(word.text);
    const related = earlier === undefined ? [] : [{ at: earlier.span, label: 'first here' }];
    if (earlier === undefined) seen.set(word.text, word);
    else
      context.add(
        report.labelTwice(word.span, { label: word.text, set: name.text }, { related, ...withoutLabel(word.span, context) }),
      );
  }
  // The rest of a broken line is not in it: nobody is told that a label does not exist.
  if (declaration.isRecovered) return;
  if (words.length < 2) context.add(report.tooFewLabels(value.span, { set: name.text, count: words.length }));
  context.labelSets.set(name.text, [...seen.keys()]);
}

function wordsOf(expression: Expression): Name[] | null {
  if (expression.kind === 'reference') {
    const [word, ...more] = expression.path;
    return word === undefined || more.length > 0 || expression.version !== null ? null : [word];
  }
  if (expression.kind === 'string') return [{ text: expression.value, span: expression.span }];
  if (expression.kind !== 'binary' || expression.operator !== '|') return null;
  const [left, right] = [wordsOf(expression.left), wordsOf(expression.right)];
  return left === null || right === null ? null : [...left, ...right];
}

/** The words of `[no, yes]`, a list as other languages write it. */
function wordsOfList({ items }: List): Name[] | null {
  const words = items.map(wordsOf);
  return words.length > 1 && words.every((word) => word?.length === 1) ? words.flatMap((word) => word ?? []) : null;
}

/** The second of two goes with its `|`. */
function withoutLabel(at: Span, context: CheckContext): Pick<More, 'fix' | 'sure'> {
  const bar = /\s*\|\s*$/.exec(context.bound.text.slice(0, at.start))?.[0].length ?? 0;
  return bar === 0 ? {} : { fix: [{ span: { ...at, start: at.start - bar }, text: '' }], sure: true };
}
