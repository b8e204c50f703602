import type { Binary } from './ast.ts';

export type Operator = Binary['operator'] | '..';

/** What binds tighter has the higher number; operators of one level associate to the left. A sign before an operand binds tightest. */
export const precedence: Readonly<Record<Operator, number>> = {
  '|': 1,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '==': 2,
  '!=': 2,
  '..': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  per: 5,
};

export const isOperator = (text: string): text is Operator => Object.hasOwn(precedence, text);
