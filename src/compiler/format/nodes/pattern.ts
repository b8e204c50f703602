import { inOrder } from '../../parse/building.ts';
import type { PatternCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { inStatement, token, type Writing } from '../writing.ts';

/** `anger`, `*`, `-1`, `< 0`. What matches the text of a field stays letter by letter. */
export function pattern({ children }: PatternCstNode, writing: Writing): Doc {
  const { Star, Word, Text, Comparison, Minus, Number: number } = children;
  const written = inOrder(Star, Word, Text, Comparison, Minus, number);
  const isBound = Comparison !== undefined;
  return inStatement(
    writing,
    written.map((each, index) => ({
      first: each,
      separator: isBound && index === 1 ? ' ' : '',
      doc: token(writing, each),
    })),
  );
}
