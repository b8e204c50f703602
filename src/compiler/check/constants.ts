import type { NameSymbol } from '../bind/scope.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Binary, Expression, Range } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';
import type { Measured } from './quantities.ts';

/**
 * The value of a constant expression: numbers, `let` constants and arithmetic on them. `null` after reporting why there is none.
 *
 * Sums and differences need one unit, a product has at most one, a quotient of equal units has none.
 */
export function constantOf(expression: Expression, context: CheckContext): Measured | null {
  switch (expression.kind) {
    case 'missing':
      return null;
    case 'number':
      return { value: expression.value, unit: expression.unit };
    case 'negative': {
      const operand = constantOf(expression.operand, context);
      return operand === null ? null : { value: -operand.value, unit: operand.unit };
    }
    case 'reference': {
      const name = context.wordOf(expression, 'a number or the name of a constant');
      const symbol = name === null ? null : context.resolve(name, ['constant']);
      return symbol === null ? null : constantNamed(symbol, context);
    }
    case 'binary':
      if (expression.operator in arithmetic) return combined(expression, context);
  }
  context.add(report.expectedConstant(expression.span, {}));
  return null;
}

/** A constant that must have no unit, such as the end of a range of numbers. */
function plainConstantOf(expression: Expression, context: CheckContext): number | null {
  const measured = constantOf(expression, context);
  if (measured === null) return null;
  if (measured.unit === null) return measured.value;
  context.add(report.unitWithoutUse(expression.span, { unit: measured.unit }));
  return null;
}

/** The two ends of a range of plain numbers; `null` after reporting the first end that is none. */
export function plainRangeOf({ from, to }: Range, context: CheckContext): readonly [number, number] | null {
  const low = plainConstantOf(from, context);
  const high = low === null ? null : plainConstantOf(to, context);
  return low === null || high === null ? null : [low, high];
}

/** Per cent are hundredths wherever a bare number is meant. */
export const shareOf = ({ value, unit }: Measured): number => (unit === '%' ? value / 100 : value);

type Units = readonly [left: string | null, right: string | null];

/** What each operator does with two numbers, and the unit of the result: `undefined` where there is none. */
const arithmetic = {
  '+': { apply: (left: number, right: number) => left + right, unitOf: sameUnit },
  '-': { apply: (left: number, right: number) => left - right, unitOf: sameUnit },
  '*': { apply: (left: number, right: number) => left * right, unitOf: ([left, right]: Units) => onlyUnit(left, right) },
  '/': {
    apply: (left: number, right: number) => left / right,
    unitOf: ([left, right]: Units) => (left === right ? null : right === null ? left : undefined),
  },
} as const;

function sameUnit([left, right]: Units): string | null | undefined {
  return left === right ? left : undefined;
}

function onlyUnit(left: string | null, right: string | null): string | null | undefined {
  return left === null || right === null ? (left ?? right) : undefined;
}

function combined(expression: Binary, context: CheckContext): Measured | null {
  const left = constantOf(expression.left, context);
  const right = constantOf(expression.right, context);
  if (left === null || right === null) return null;
  if (expression.operator === '/' && right.value === 0) {
    context.add(report.divisionByZero(expression.right.span, {}));
    return null;
  }
  const { apply, unitOf } = arithmetic[expression.operator as keyof typeof arithmetic];
  const unit = unitOf([left.unit, right.unit]);
  if (unit !== undefined) return { value: apply(left.value, right.value), unit };
  const [one, other] = [left.unit ?? 'no unit', right.unit ?? 'no unit'];
  context.add(report.unitsDoNotMix(expression.span, { operator: expression.operator, one, other }));
  return null;
}

/** Fills `context.constants` from the `let` declarations; one may use another that stands below it. */
export function readConstants(context: CheckContext): void {
  for (const name of context.namesOf('constant')) {
    const symbol = context.bound.symbols.get(name);
    if (symbol !== undefined) constantNamed(symbol, context);
  }
}

function constantNamed({ name, declaration }: NameSymbol, context: CheckContext): Measured | null {
  const { constants } = context;
  const known = constants.get(name.text);
  if (known === 'open') {
    context.add(report.cyclicReference(name.span, { name: name.text }));
    constants.set(name.text, null);
    return null;
  }
  if (known !== undefined) return known;
  if (declaration.value === null) {
    if (!declaration.isRecovered)
      context.add(report.noValue(name.span, { what: `let ${name.text}`, example: 'let alpha = 0.1' }));
    constants.set(name.text, null);
    return null;
  }
  constants.set(name.text, 'open');
  const value = constantOf(declaration.value, context);
  // A cycle was reported where it closed, and has set the value already.
  const result = constants.get(name.text) === null ? null : value;
  constants.set(name.text, result);
  return result;
}
