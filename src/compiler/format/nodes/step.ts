import type { ArgumentsCstNode, PathCstNode, StepCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { firstToken, inStatement, type Writing } from '../writing.ts';
import { argumentsOf } from './arguments.ts';
import { path } from './path.ts';

/** `dense(512, relu)` */
export function step({ children }: StepCstNode, writing: Writing): Doc {
  const given = children.arguments?.[0] as ArgumentsCstNode;
  return inStatement(writing, [
    ...path(children.path[0] as PathCstNode, writing),
    { first: firstToken(writing, given), separator: '', doc: argumentsOf(given, writing) },
  ]);
}
