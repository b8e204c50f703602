import type { PrimaryCstNode } from '../../parse/cst.generated.d.ts';
import type { Doc } from '../doc.ts';
import { token, type Writing } from '../writing.ts';
import { groupOf } from './group.ts';
import { list } from './list.ts';
import { number } from './number.ts';
import { reference } from './reference.ts';

export function primary({ children }: PrimaryCstNode, writing: Writing): Doc {
  if (children.Number?.[0] !== undefined) return number(children.Number[0], writing);
  if (children.Text?.[0] !== undefined) return token(writing, children.Text[0]);
  if (children.reference?.[0] !== undefined) return reference(children.reference[0], writing);
  if (children.list?.[0] !== undefined) return list(children.list[0], writing);
  if (children.group?.[0] !== undefined) return groupOf(children.group[0], writing);
  throw new Error('an operand without a value (a bug of emoc)');
}
