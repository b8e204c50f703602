import { builders } from 'prettier/doc';
import type { ExpressionCstNode, GroupCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, type Writing } from '../writing.ts';
import { brackets } from './brackets.ts';
import { chain } from './expression.ts';

/** `(alpha + beta)`: parentheses stay where they were written, also where precedence would do without them. */
export function groupOf({ children }: GroupCstNode, writing: Writing): Doc {
  const inner = children.expression?.[0] as ExpressionCstNode;
  const item = { first: firstToken(writing, inner), separator: builders.softline, doc: chain(inner, writing) };
  return brackets(writing, children.LeftParenthesis[0], [item], children.RightParenthesis?.[0], false);
}
