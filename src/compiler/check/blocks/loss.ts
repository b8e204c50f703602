import type { LossKind } from '../../catalogue/define-loss.ts';
import { lossKinds } from '../../catalogue/losses/index.generated.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Call, Expression } from '../../parse/ast.ts';
import { constantOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Head, LossTerm } from '../model.ts';
import { nameOf } from '../pipeline.ts';
import { readSettings } from '../settings.ts';
import { describe } from '../values.ts';
import type { HeadOutline } from './head.ts';

export const lossesByName: ReadonlyMap<string, LossKind> = new Map(
  (lossKinds as readonly LossKind[]).map((kind) => [kind.name, kind]),
);

export interface LossHeads {
  readonly outlines: ReadonlyMap<string, HeadOutline>;
  readonly heads: ReadonlyMap<string, Head>;
}

/** `loss = alpha * mse(valence) + beta * mse(arousal)`, or the same inside `weighted_sum(…)`, which checks the weights. */
export function checkLoss(value: Expression, known: LossHeads, context: CheckContext): readonly LossTerm[] {
  const isWeighted = value.kind === 'call' && nameOf(value).text === 'weighted_sum';
  const inner = isWeighted ? (value.arguments[0]?.value ?? null) : value;
  if (inner === null) {
    context.add(
      report.noValue(value.span, { what: 'weighted_sum', example: 'weighted_sum(0.5 * mse(valence) + 0.5 * mse(arousal))' }),
    );
    return [];
  }
  const terms = termsOf(inner, 1, known, context);
  const seen = new Map<string, LossTerm>();
  for (const term of terms) {
    const key = `${term.kind.name}(${term.head})`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, term);
    else
      context.add(
        report.lossTwice(
          term.span,
          { loss: term.kind.name, head: term.head },
          { related: [{ at: earlier.span, label: 'first here' }] },
        ),
      );
  }
  if (isWeighted) checkWeights(value, terms, context);
  return terms;
}

function checkWeights(value: Expression, terms: readonly LossTerm[], context: CheckContext): void {
  const outside = terms.filter(({ coefficient }) => coefficient < 0 || coefficient > 1);
  for (const { span, kind, head, coefficient } of outside)
    context.add(report.weightOutOfRange(span, { term: `${kind.name}(${head})`, weight: coefficient }));
  const sum = terms.reduce((total, { coefficient }) => total + coefficient, 0);
  if (outside.length === 0 && sum > 1 + 1e-9)
    context.add(report.weightsAboveOne(value.span, { sum: Math.round(sum * 1e6) / 1e6 }));
}

/** The summands of a loss expression, each with its weight multiplied out. */
function termsOf(expression: Expression, weight: number, known: LossHeads, context: CheckContext): LossTerm[] {
  const fail = (): LossTerm[] => {
    context.add(report.lossShape(expression.span, { found: describe(expression) }));
    return [];
  };
  switch (expression.kind) {
    case 'missing':
      return [];
    case 'negative':
      return termsOf(expression.operand, -weight, known, context);
    case 'call':
      return termOf(expression, weight, known, context);
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '+' || operator === '-')
        return [...termsOf(left, weight, known, context), ...termsOf(right, operator === '-' ? -weight : weight, known, context)];
      if (operator === '*' || operator === '/') {
        const [factor, term] = operator === '*' && !holdsCall(left) ? [left, right] : [right, left];
        if (!holdsCall(term) || holdsCall(factor)) return fail();
        const measured = constantOf(factor, context);
        if (measured === null) {
          termsOf(term, weight, known, context);
          return [];
        }
        if (operator === '/' && measured.value === 0) {
          context.add(report.divisionByZero(factor.span, {}));
          return [];
        }
        const number = measured.unit === '%' ? measured.value / 100 : measured.value;
        return termsOf(term, operator === '*' ? weight * number : weight / number, known, context);
      }
      return fail();
    }
    default:
      return fail();
  }
}

const holdsCall = (expression: Expression): boolean =>
  expression.kind === 'call' ||
  (expression.kind === 'binary' && (holdsCall(expression.left) || holdsCall(expression.right))) ||
  (expression.kind === 'negative' && holdsCall(expression.operand));

function termOf(call: Call, coefficient: number, { outlines, heads }: LossHeads, context: CheckContext): LossTerm[] {
  const name = nameOf(call);
  const kind = lossesByName.get(name.text);
  const [first, ...rest] = call.arguments;
  if (kind === undefined) {
    const meant = nearest(name.text, lossesByName.keys());
    const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
    context.add(
      report.unknownLoss(name.span, { name: name.text, nearest: meant, known: [...lossesByName.keys()].join(', ') }, fix),
    );
    if (first?.value.kind === 'reference') headOf(first, name.text, context);
    return [];
  }
  if (first === undefined) {
    context.add(report.lossOfWhat(call.span, { loss: kind.name, found: 'nothing', heads: [...outlines.keys()].join(', ') }));
    return [];
  }
  const head = headOf(first, kind.name, context);
  const outline = head === null ? undefined : outlines.get(head);
  if (outline === undefined) return [];
  if (outline.kind.target !== kind.for) {
    const fitting = [...lossesByName.values()]
      .filter((candidate) => candidate.for === outline.kind.target)
      .map((candidate) => candidate.name);
    const holes = {
      loss: kind.name,
      expected: kind.for === 'label' ? 'classifiers' : 'regressions',
      head: outline.name,
      found: kind.for === 'label' ? 'a regression' : 'a classifier',
      suggestion: fitting.join(' or '),
    };
    context.add(report.lossDoesNotFit(call.span, holes));
    return [];
  }
  const { settings, isComplete } = readSettings(kind.name, rest, kind.schema, call.callee.span, context);
  const checked = heads.get(outline.name);
  const count = checked?.labels?.length;
  if (kind.labelCount !== undefined && count !== undefined && count !== kind.labelCount) {
    const holes = {
      loss: kind.name,
      expected: `heads with ${kind.labelCount} labels`,
      head: outline.name,
      found: `one with ${count}`,
      suggestion: 'cross_entropy',
    };
    context.add(report.lossDoesNotFit(call.span, holes));
    return [];
  }
  return isComplete && checked !== undefined ? [{ coefficient, kind, head: outline.name, settings, span: call.span }] : [];
}

function headOf({ value }: Argument, loss: string, context: CheckContext): string | null {
  if (value.kind === 'missing') return null;
  if (value.kind !== 'reference' || value.path.length !== 1) {
    context.add(report.lossOfWhat(value.span, { loss, found: describe(value), heads: context.namesOf('head').join(', ') }));
    return null;
  }
  return context.resolve(value.path[0] as NonNullable<(typeof value.path)[0]>, ['head'])?.name.text ?? null;
}
