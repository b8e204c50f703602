import { builders } from 'prettier/doc';
import type { ListCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, type Writing } from '../writing.ts';
import { brackets } from './brackets.ts';
import { expression } from './expression.ts';

const { line, softline } = builders;

/** `[valence, arousal]` */
export function list({ children }: ListCstNode, writing: Writing): Doc {
  const items = (children.expression ?? []).map((each, index) => ({
    first: firstToken(writing, each),
    separator: index === 0 ? softline : line,
    doc: expression(each, writing),
  }));
  return brackets(writing, children.LeftBracket[0], items, children.RightBracket?.[0]);
}
