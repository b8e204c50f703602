import type { Argument, Call, Expression, NumberLiteral, Reference } from './ast.ts';
import { precedence } from './precedence.ts';

const signLevel = 6;

/** How tightly the expression holds together: an operand needs parentheses where its operator binds tighter. */
function levelOf(expression: Expression): number {
  if (expression.kind === 'binary') return precedence[expression.operator];
  if (expression.kind === 'range') return precedence['..'];
  return expression.kind === 'negative' ? signLevel : signLevel + 1;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text in quotes as a spec writes it. */
export const printText = (text: string): string =>
  `"${text.replace(/["\\\n\r\t]/g, (character) => escapes[character] as string)}"`;

function printNumber({ value, unit }: NumberLiteral): string {
  if (unit === null) return String(value);
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

const printReference = ({ path, version }: Reference): string =>
  `${path.map(({ text }) => text).join('.')}${version === null ? '' : `@${version}`}`;

const printArgument = ({ name, value }: Argument): string =>
  name === null ? printExpression(value) : `${name.text} = ${printExpression(value)}`;

/** `dense(512, relu, init = he_normal)` */
export const printCall = (call: Call): string =>
  `${printReference(call.callee)}(${call.arguments.map(printArgument).join(', ')})`;

function printOperand(expression: Expression, level: number): string {
  const text = printExpression(expression);
  return levelOf(expression) < level ? `(${text})` : text;
}

/**
 * The expression as the formatter would write it on one line, with only the parentheses it needs: `alpha * (a + b)`, `-1..1`, `10 s`.
 * Reading the text again gives the same expression. What is missing prints as `…`.
 */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression);
    case 'string':
      return printText(expression.value);
    case 'reference':
      return printReference(expression);
    case 'call':
      return printCall(expression);
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'negative':
      return `-${printOperand(expression.operand, signLevel)}`;
    case 'range': {
      const level = precedence['..'];
      return `${printOperand(expression.from, level)}..${printOperand(expression.to, level + 1)}`;
    }
    case 'binary': {
      const level = precedence[expression.operator];
      return `${printOperand(expression.left, level)} ${expression.operator} ${printOperand(expression.right, level + 1)}`;
    }
    case 'missing':
      return '…';
  }
}
