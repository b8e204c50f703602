import { inOrder } from '../../parse/building.ts';
import type { SpecCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { commentLines, memberLines, stacked } from '../members.ts';
import type { Writing } from '../writing.ts';
import { element } from './element.ts';

/** Blocks below each other. */
export function spec(node: SpecCstNode, writing: Writing): Doc {
  const blocks = inOrder(node.children.element).flatMap((each) => memberLines(writing, each, element(each, writing, null)));
  const lines = [...blocks, ...commentLines(writing, writing.comments.last)];
  // A reserved word that begins a line may open a block here; it is only in a body that it must not.
  return stacked(lines.map((line) => ({ ...line, beginsLine: true, boundBy: null })));
}
