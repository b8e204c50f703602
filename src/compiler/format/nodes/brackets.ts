import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { Doc } from '../doc.ts';
import { beginsLine, commentsAbove, commentsBelow, gap, type Part, token, type Writing } from '../writing.ts';

const { group, hardline, ifBreak, indent, softline } = builders;

/**
 * What stands between two brackets, separated by commas: on one line, or one a line with a comma behind each.
 *
 * @param endsInComma False where the last item is not followed by a comma even on a line of its own.
 */
export function brackets(
  writing: Writing,
  open: IToken | undefined,
  items: readonly Part[],
  close: IToken | undefined,
  endsInComma = true,
): Doc {
  if (open === undefined || close === undefined) throw new Error('a bracket without its other half (a bug of emoc)');
  const inside = items.map(({ first, separator, doc }, index) => [index === 0 ? '' : ',', gap(writing, first, separator), doc]);
  const lastComma = items.length > 0 && endsInComma ? ifBreak(',') : '';
  const end = beginsLine(writing, close) ? hardline : items.length === 0 ? '' : softline;
  const comments = commentsBelow(commentsAbove(writing, close));
  return group([token(writing, open), indent([inside, lastComma, comments]), end, token(writing, close)]);
}
