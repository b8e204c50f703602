import type { IToken } from 'chevrotain';
import type { ArgumentCstNode, ExpressionCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { inStatement, token, type Writing } from '../writing.ts';
import { expression } from './expression.ts';
import { value } from './value.ts';

/** `512`, `init = he_normal` */
export function argument({ children }: ArgumentCstNode, writing: Writing): Doc {
  const given = children.expression?.[0] as ExpressionCstNode;
  const equals = children.Equals?.[0];
  if (equals === undefined) return expression(given, writing);
  const name = children.Word?.[0] as IToken;
  return inStatement(writing, [
    { first: name, separator: '', doc: token(writing, name) },
    { first: equals, separator: ' ', doc: token(writing, equals) },
    value(given, writing),
  ]);
}
