import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { EntryCstNode, OperandCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inOneIndent, inStatement, type Part, token, type Writing } from '../writing.ts';
import { operand } from './operand.ts';
import { pattern } from './pattern.ts';

const { group, line } = builders;

/** `anger, hate -> anger`; patterns that do not fit on the line stand below each other. */
export function entry({ children }: EntryCstNode, writing: Writing): Doc {
  const arrow = children.Arrow[0] as IToken;
  const target = children.operand?.[0] as OperandCstNode;
  const patterns = children.pattern.map((each, index) => ({
    first: firstToken(writing, each),
    separator: line,
    doc: [pattern(each, writing), index < children.pattern.length - 1 ? ',' : ''],
  }));
  const first = (patterns[0] as Part).first;
  return inStatement(writing, [
    { first, separator: '', doc: group(inOneIndent(writing, patterns)) },
    { first: arrow, separator: ' ', doc: token(writing, arrow) },
    { first: firstToken(writing, target), separator: ' ', doc: operand(target, writing) },
  ]);
}
