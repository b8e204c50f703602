import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import { inOrder } from '../../parse/building.ts';
import type { BodyCstNode, ElementCstNode, EntryCstNode } from '../../parse/cst.generated.d.ts';
import { firstWordWidths } from '../columns.ts';
import type { Doc } from '../doc.ts';
import { commentLines, type Line, lineBefore, memberLines, stacked } from '../members.ts';
import { beginsLine, commentsAbove, firstToken, token, type Writing } from '../writing.ts';
import { element } from './element.ts';
import { entry } from './entry.ts';

const { group, hardline, ifBreak, indent, line } = builders;

type Member = ElementCstNode | EntryCstNode;

/**
 * `{ … }`: one member a line.
 *
 * A body may stand on one line if it was written so, fits, and holds one member, steps only or entries of a map only. The first line break
 * behind the brace is the writer's: a body that begins on a line of its own keeps its lines.
 */
export function body(node: BodyCstNode, writing: Writing, owner: string): Doc {
  const { LeftBrace, RightBrace, element: elements = [], entry: entries = [] } = node.children;
  const [open, close] = [LeftBrace[0] as IToken, RightBrace?.[0] as IToken];
  const id = Symbol('body');
  const width = firstWordWidths.get(owner);
  const column = width === undefined ? null : { width, body: id };

  const members = inOrder<Member>(elements, entries);
  const lines = members.flatMap((each, index): Line[] => {
    if (each.name === 'element') return memberLines(writing, each, element(each, writing, column));
    return memberLines(writing, each, [entry(each, writing), commaBehind(writing, members[index + 1], id)]);
  });
  const all = [...lines, ...commentLines(writing, commentsAbove(writing, close))];
  if (all.length === 0 && !beginsLine(writing, close)) return [token(writing, open), token(writing, close)];

  const areSteps = elements.every(({ children }) => children.step !== undefined);
  const isOfOneKind = members.length === 1 || (entries.length === 0 ? areSteps : elements.length === 0);
  const first = members[0] === undefined ? close : firstToken(writing, members[0]);
  const isSpread = first.startLine !== open.endLine;
  const shouldBreak = isSpread || !isOfOneKind || all.some(({ hasBlankAbove }, index) => index > 0 && hasBlankAbove);
  const start = all[0] === undefined ? '' : lineBefore(all[0]);
  const end = beginsLine(writing, close) ? hardline : line;
  return group([token(writing, open), indent([start, stacked(all)]), end, token(writing, close)], { id, shouldBreak });
}

/** An entry ends in a comma, on lines of their own also the last: so one more entry is one more line. */
function commaBehind(writing: Writing, next: Member | undefined, bodyGroup: symbol): Doc {
  if (next === undefined) return ifBreak(',', '', { groupId: bodyGroup });
  return writing.lines.bound.has(firstToken(writing, next)) ? '' : ',';
}
