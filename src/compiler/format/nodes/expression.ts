import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { ExpressionCstNode, OperandCstNode } from '../../parse/cst.generated.d.ts';
import { type Operator, precedence } from '../../parse/precedence.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inOneIndent, type Part, token, type Writing } from '../writing.ts';
import { operand } from './operand.ts';

const { group, indent, line } = builders;

/** Does the expression have operators? */
export const isChain = ({ children }: ExpressionCstNode): boolean => (children.operation ?? []).length > 0;

/** An expression that begins on the line where it stands; where it is too long, further lines are indented. */
export const expression = (node: ExpressionCstNode, writing: Writing): Doc =>
  isChain(node) ? group(indent(chain(node, writing))) : chain(node, writing);

/**
 * Operands and operators, to be broken with the group around them: before each of the operators that bind loosest, and within what stands
 * between them only where that is too long for a line.
 *
 * @param separator Stands before operators: a blank where the lines must not be broken.
 */
export function chain({ children }: ExpressionCstNode, writing: Writing, separator: Doc = line): Doc {
  const operations = children.operation ?? [];
  const operators = operations.map((each) => each.children.BinaryOperator[0] as IToken);
  const operands = [children.operand[0], ...operations.map((each) => each.children.operand?.[0])] as OperandCstNode[];
  return level({ writing, operands, operators, separator }, 0, operands.length);
}

interface Chain {
  readonly writing: Writing;
  readonly operands: readonly OperandCstNode[];
  /** One fewer than operands: each stands behind the operand of its index. */
  readonly operators: readonly IToken[];
  readonly separator: Doc;
}

/** The operands from `start` to `end`, exclusive. */
function level(all: Chain, start: number, end: number): Doc {
  const { writing, operands, operators, separator } = all;
  if (end - start === 1) return operand(operands[start] as OperandCstNode, writing);
  const inside = operators.slice(start, end - 1);
  const loosest = inside.reduce((least, operator) => Math.min(least, bindingOf(operator)), Number.POSITIVE_INFINITY);
  const cuts = inside.flatMap((operator, index) => (bindingOf(operator) === loosest ? [start + index + 1] : []));
  const isTight = operators[start]?.image === '..' && end - start === 2;
  const parts: Part[] = [];
  for (const [index, from] of [start, ...cuts].entries()) {
    const to = cuts[index] ?? end;
    if (index > 0) {
      const operator = operators[from - 1] as IToken;
      parts.push({ first: operator, separator: isTight ? '' : separator, doc: token(writing, operator) });
    }
    const first = firstToken(writing, operands[from] as OperandCstNode);
    const inner = level(all, from, to);
    parts.push({ first, separator: isTight ? '' : ' ', doc: to - from === 1 ? inner : group(indent(inner)) });
  }
  return inOneIndent(writing, parts);
}

const bindingOf = (operator: IToken): number => precedence[operator.image as Operator];
