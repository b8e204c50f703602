import { inOrder } from '../../parse/building.ts';
import type { PathCstNode } from '../../parse/cst.generated.d.ts';
import { type Part, token, type Writing } from '../writing.ts';

/** `iemocap.speech` */
export const path = ({ children }: PathCstNode, writing: Writing): Part[] =>
  inOrder(children.Word, children.Dot).map((each) => ({ first: each, separator: '', doc: token(writing, each) }));
