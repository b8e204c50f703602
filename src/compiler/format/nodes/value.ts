import { builders } from 'prettier/doc';
import type { ExpressionCstNode } from '../../parse/cst.generated.d.ts';
import { beginsLine, firstToken, type Part, type Writing } from '../writing.ts';
import { chain, expression, isChain } from './expression.ts';

const { group, indent, line } = builders;

/**
 * What stands behind `=`. Where operands and operators do not fit on the line, they stand below it, one operand a line: one more summand
 * or alternative is one more line.
 */
export function value(node: ExpressionCstNode, writing: Writing): Part {
  const first = firstToken(writing, node);
  if (!isChain(node)) return { first, separator: ' ', doc: expression(node, writing) };
  if (beginsLine(writing, first)) return { first, separator: '', doc: group(chain(node, writing)) };
  return { first, separator: '', doc: group(indent([line, chain(node, writing)])) };
}
