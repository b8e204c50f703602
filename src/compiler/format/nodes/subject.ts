import { tokenMatcher } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { ExpressionCstNode } from '../../parse/cst.generated.d.ts';
import { LeftParenthesis } from '../../parse/tokens.ts';
import { beginsLine, firstToken, type Part, type Writing } from '../writing.ts';
import { chain, expression } from './expression.ts';

/**
 * `tone`, `80% / 10% / 10%`.
 *
 * In `where (alpha + beta) / 2 <= 1` the operator behind the parenthesis has to stay on its line: a word before a parenthesis with none
 * behind it is a step.
 */
export function subject(node: ExpressionCstNode, writing: Writing): Part {
  const first = firstToken(writing, node);
  const isGrouped = tokenMatcher(first, LeftParenthesis);
  if (!isGrouped) return { first, separator: ' ', doc: expression(node, writing) };
  const operators = (node.children.operation ?? []).flatMap((each) => [each, ...(each.children.operand ?? [])]);
  const isBroken = operators.some((each) => beginsLine(writing, firstToken(writing, each)));
  const unbroken = chain(node, writing, ' ');
  return { first, separator: ' ', doc: isBroken ? builders.indent(unbroken) : unbroken };
}
