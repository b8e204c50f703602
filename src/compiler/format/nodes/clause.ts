import type { ClauseCstNode, ExpressionCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inStatement, token, type Writing } from '../writing.ts';
import { expression } from './expression.ts';

/** `from iemocap.speech`, `stratified on hate` */
export function clause({ children }: ClauseCstNode, writing: Writing): Doc {
  const value = children.expression?.[0] as ExpressionCstNode;
  return inStatement(writing, [
    ...children.ClauseWord.map((word) => ({ first: word, separator: ' ', doc: token(writing, word) })),
    { first: firstToken(writing, value), separator: ' ', doc: expression(value, writing) },
  ]);
}
