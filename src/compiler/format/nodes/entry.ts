import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { EntryCstNode, OperandCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inStatement, token, type Writing } from '../writing.ts';
import { operand } from './operand.ts';
import { pattern } from './pattern.ts';

const { group, indent, line } = builders;

/** `anger, hate -> anger` */
export function entry({ children }: EntryCstNode, writing: Writing): Doc {
  const arrow = children.Arrow[0] as IToken;
  const target = children.operand?.[0] as OperandCstNode;
  const last = children.pattern.length - 1;
  return group(
    inStatement(writing, [
      ...children.pattern.map((each, index) => ({
        first: firstToken(writing, each),
        separator: indent(line),
        doc: [pattern(each, writing), index < last ? ',' : ''],
      })),
      { first: arrow, separator: ' ', doc: token(writing, arrow) },
      { first: firstToken(writing, target), separator: ' ', doc: operand(target, writing) },
    ]),
  );
}
