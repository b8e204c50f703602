import type { IToken } from 'chevrotain';
import type { OperandCstNode, PrimaryCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inStatement, token, type Writing } from '../writing.ts';
import { primary } from './primary.ts';

/** `-1`, `tone` */
export function operand({ children }: OperandCstNode, writing: Writing): Doc {
  const inner = children.primary?.[0] as PrimaryCstNode;
  return inStatement(writing, [
    ...(children.Minus ?? []).map((sign: IToken) => ({ first: sign, separator: '', doc: token(writing, sign) })),
    { first: firstToken(writing, inner), separator: '', doc: primary(inner, writing) },
  ]);
}
