import type { IToken } from 'chevrotain';
import type { ExpressionCstNode, SettingCstNode } from '../../parse/cst.generated.d.ts';
import type { Column } from '../columns.ts';
import type { Doc } from '../doc.ts';
import { blanksBehind } from '../padding.ts';
import { inStatement, token, type Writing } from '../writing.ts';
import { value } from './value.ts';

/** `batch = 32` */
export function setting({ children }: SettingCstNode, writing: Writing, column: Column | null): Doc {
  const name = children.Word[0] as IToken;
  const equals = children.Equals?.[0] as IToken;
  return inStatement(writing, [
    { first: name, separator: '', doc: token(writing, name) },
    { first: equals, separator: blanksBehind(writing, name, equals, column), doc: token(writing, equals) },
    value(children.expression?.[0] as ExpressionCstNode, writing),
  ]);
}
