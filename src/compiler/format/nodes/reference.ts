import { inOrder } from '../../parse/building.ts';
import type { PathCstNode, ReferenceCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inStatement, token, type Writing } from '../writing.ts';
import { argumentsOf } from './arguments.ts';
import { path } from './path.ts';

/** `tone`, `vad@1`, `adam(1e-3)` */
export function reference({ children }: ReferenceCstNode, writing: Writing): Doc {
  const version = inOrder(children.At, children.Number, children.Word);
  return inStatement(writing, [
    ...path(children.path[0] as PathCstNode, writing),
    ...version.map((each) => ({ first: each, separator: '', doc: token(writing, each) })),
    ...(children.arguments ?? []).map((given) => ({
      first: firstToken(writing, given),
      separator: '',
      doc: argumentsOf(given, writing),
    })),
  ]);
}
