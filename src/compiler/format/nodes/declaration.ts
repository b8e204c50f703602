import type { IToken } from 'chevrotain';
import { inOrder } from '../../parse/building.ts';
import type { ClauseCstNode, DeclarationCstNode, ExpressionCstNode } from '../../parse/cst.generated.d.ts';
import type { Column } from '../columns.ts';
import type { Doc } from '../doc.ts';
import { blanksBehind } from '../padding.ts';
import { firstToken, inStatement, type Part, token, type Writing } from '../writing.ts';
import { body } from './body.ts';
import { clause } from './clause.ts';
import { subject } from './subject.ts';
import { value } from './value.ts';

/** `optional text said: type from set = column(text) { … }`, each part but the word optional. */
export function declaration({ children }: DeclarationCstNode, writing: Writing, column: Column | null): Doc {
  const word = children.Word[0] as IToken;
  const equals = children.Equals?.[0];
  const plain = (each: IToken, separator: string): Part => ({ first: each, separator, doc: token(writing, each) });
  const clauses = inOrder<ClauseCstNode>(children.clause);
  const isBeforeValue = (each: ClauseCstNode): boolean =>
    equals !== undefined && firstToken(writing, each).startOffset < equals.startOffset;
  const clausePart = (each: ClauseCstNode): Part => ({
    first: firstToken(writing, each),
    separator: ' ',
    doc: clause(each, writing),
  });

  const parts: Part[] = [
    ...(children.Modifier ?? []).map((each) => plain(each, '')),
    plain(word, ' '),
    ...(children.subject ?? []).map((each) => subject(each, writing)),
    ...(children.Colon ?? []).map((each) => plain(each, '')),
    ...(children.type ?? []).map((each) => plain(each, ' ')),
    ...clauses.filter(isBeforeValue).map(clausePart),
    ...(equals === undefined ? [] : [plain(equals, ' '), value(children.value?.[0] as ExpressionCstNode, writing)]),
    ...clauses.filter((each) => !isBeforeValue(each)).map(clausePart),
    ...(children.body ?? []).map((each) => ({
      first: firstToken(writing, each),
      separator: ' ',
      doc: body(each, writing, word.image),
    })),
  ];
  const at = parts.findIndex(({ first }) => first === word) + 1;
  const next = parts[at];
  if (next !== undefined && next.separator === ' ' && at === 1)
    parts[at] = { ...next, separator: blanksBehind(writing, word, next.first, column) };
  return inStatement(writing, parts);
}
