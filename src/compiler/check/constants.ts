import { report } from '../diagnostics/report.generated.ts';
import type { Expression } from '../parse/ast.ts';
import type { CheckContext } from './context.ts';

/** A number with its unit, after arithmetic. */
export interface Measured {
  readonly value: number;
  readonly unit: string | null;
}

/**
 * The value of a constant expression: numbers, `let` constants and arithmetic on them. `null` after reporting why there is none.
 *
 * Units survive negation and multiplication by a bare number; anything else with units is left to whoever asks.
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
      const value = symbol === null ? undefined : context.constants.get(symbol.name.text);
      return value === undefined ? null : { value, unit: null };
    }
    case 'binary': {
      if (!(expression.operator in arithmetic)) break;
      const left = constantOf(expression.left, context);
      const right = constantOf(expression.right, context);
      if (left === null || right === null) return null;
      if (expression.operator === '/' && right.value === 0) {
        context.add(report.divisionByZero(expression.right.span, {}));
        return null;
      }
      const apply = arithmetic[expression.operator as keyof typeof arithmetic];
      return { value: apply(left.value, right.value), unit: left.unit ?? right.unit };
    }
  }
  context.add(report.expectedConstant(expression.span, {}));
  return null;
}

const arithmetic = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
} as const;

/** Fills `context.constants` from the `let` declarations, in the order of the spec. */
export function readConstants(context: CheckContext): void {
  for (const declaration of context.declarationsOf('let')) {
    const name = context.ownName(declaration);
    if (declaration.value === null) {
      if (!declaration.isRecovered)
        context.add(report.noValue(declaration.span, { what: `let ${name?.text ?? ''}`, example: 'let alpha = 0.1' }));
      continue;
    }
    const measured = constantOf(declaration.value, context);
    if (measured === null || name === null) continue;
    context.constants.set(name.text, measured.unit === '%' ? measured.value / 100 : measured.value);
  }
}
