import type { LossKind } from '../../catalogue/define-loss.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Binary, Call, Expression, Name } from '../../parse/ast.ts';
import { constantOf, shareOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import { findKind, kindNameOf, lossesByName } from '../kinds.ts';
import type { Head, LossTerm } from '../model.ts';
import { readSettings } from '../settings.ts';
import { describe } from '../values.ts';
import type { HeadOutline } from './head.ts';

export interface LossHeads {
  readonly outlines: ReadonlyMap<string, HeadOutline>;
  readonly heads: ReadonlyMap<string, Head>;
}

/** The summands of a loss expression, each with its weight multiplied out. */
export function termsOf(expression: Expression, weight: number, known: LossHeads, context: CheckContext): LossTerm[] {
  switch (expression.kind) {
    case 'missing':
      return [];
    case 'negative':
      return termsOf(expression.operand, -weight, known, context);
    case 'call':
      return termOf(expression, weight, known, context);
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '+' || operator === '-') {
        const second = operator === '-' ? -weight : weight;
        return [...termsOf(left, weight, known, context), ...termsOf(right, second, known, context)];
      }
      if (operator === '*' || operator === '/') return scaled(expression, weight, known, context);
    }
  }
  context.add(report.lossShape(expression.span, { found: describe(expression) }));
  return [];
}

/** `alpha * mse(valence)`, `mse(valence) * alpha`, `mse(valence) / 2` */
function scaled(expression: Binary, weight: number, known: LossHeads, context: CheckContext): LossTerm[] {
  const { operator, left, right } = expression;
  const [factor, term] = operator === '*' && !holdsCall(left) ? [left, right] : [right, left];
  if (!holdsCall(term) || holdsCall(factor)) {
    if (term.kind !== 'missing' && factor.kind !== 'missing')
      context.add(report.lossShape(expression.span, { found: describe(expression) }));
    return [];
  }
  const measured = constantOf(factor, context);
  const isNumber = measured !== null && (measured.unit === null || measured.unit === '%');
  const number = measured === null ? 0 : shareOf(measured);
  if (measured !== null && !isNumber) context.add(report.unitWithoutUse(factor.span, { unit: measured.unit as string }));
  else if (operator === '/' && number === 0 && measured !== null) context.add(report.divisionByZero(factor.span, {}));
  else if (measured !== null) return termsOf(term, operator === '*' ? weight * number : weight / number, known, context);
  // The weight is wrong; the summand is read for its own mistakes.
  termsOf(term, weight, known, context);
  return [];
}

const holdsCall = (expression: Expression): boolean =>
  expression.kind === 'call' ||
  (expression.kind === 'binary' && (holdsCall(expression.left) || holdsCall(expression.right))) ||
  (expression.kind === 'negative' && holdsCall(expression.operand));

function termOf(call: Call, coefficient: number, { outlines, heads }: LossHeads, context: CheckContext): LossTerm[] {
  const [first, ...rest] = call.arguments;
  const kind = findKind(kindNameOf(call), lossesByName, report.unknownLoss, context);
  if (kind === undefined) {
    if (first?.value.kind === 'reference') headOf(first, kindNameOf(call).text, context);
    return [];
  }
  if (first === undefined || first.name !== null) {
    const heads = context.namesOf('head').join(', ');
    context.add(report.lossOfWhat(call.callee.span, { loss: kind.name, found: 'nothing', heads }));
    return [];
  }
  const head = headOf(first, kind.name, context);
  const { settings, isComplete } = readSettings(kind.name, rest, kind.schema, call.callee.span, context);
  const outline = head === null ? undefined : outlines.get(head);
  if (outline === undefined) return [];
  const checked = heads.get(outline.name);
  const misfit = misfitOf(kind, outline, checked?.labels?.length);
  if (misfit !== null) {
    const fix = rest.length === 0 ? { fix: [{ span: call.callee.span, text: misfit.instead }] } : {};
    context.add(report.lossDoesNotFit(call.span, { loss: kind.name, head: outline.name, ...misfit }, fix));
    return [];
  }
  return isComplete && checked !== undefined ? [{ coefficient, kind, head: outline.name, settings, span: call.span }] : [];
}

/** What a loss that does not fit should have been. */
interface Misfit {
  readonly expected: string;
  readonly found: string;
  readonly instead: string;
  readonly others: string | undefined;
}

/** The loss that each sort of head is judged by where nothing speaks for another. */
const usual = { label: 'cross_entropy', number: 'mse' } as const;

/** Why a loss cannot judge a head: it is of the other sort, or has another number of labels. */
function misfitOf(kind: LossKind, { kind: { target } }: HeadOutline, labelCount: number | undefined): Misfit | null {
  const fitting = [...lossesByName.values()].filter((other) => other.for === target && other.labelCount === undefined);
  const word = usual[target];
  const others = fitting.flatMap(({ name }) => (name === word ? [] : [`\`${name}\``])).join(' or ');
  const suggestion = { instead: word, others: others === '' ? undefined : others };
  const sorts = { label: 'a classifier', number: 'a regression' } as const;
  if (target !== kind.for) return { expected: sorts[kind.for], found: sorts[target], ...suggestion };
  if (kind.labelCount === undefined || labelCount === undefined || labelCount === kind.labelCount) return null;
  return { expected: `a classifier of ${kind.labelCount} labels`, found: `one of ${labelCount}`, ...suggestion };
}

function headOf({ value }: Argument, loss: string, context: CheckContext): string | null {
  if (value.kind === 'missing') return null;
  if (value.kind !== 'reference' || value.path.length !== 1 || value.version !== null) {
    context.add(report.lossOfWhat(value.span, { loss, found: describe(value), heads: context.namesOf('head').join(', ') }));
    return null;
  }
  return context.resolve(value.path[0] as Name, ['head'])?.name.text ?? null;
}
