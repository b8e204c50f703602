// Generated from grammar.ts by `npm run generate`. Do not edit.
import type { CstNode, ICstVisitor, IToken } from 'chevrotain';

export interface SpecCstNode extends CstNode {
  name: 'spec';
  children: SpecCstChildren;
}

export type SpecCstChildren = {
  element?: ElementCstNode[];
  debris?: DebrisCstNode[];
};

export interface ElementCstNode extends CstNode {
  name: 'element';
  children: ElementCstChildren;
}

export type ElementCstChildren = {
  setting?: SettingCstNode[];
  step?: StepCstNode[];
  declaration?: DeclarationCstNode[];
};

export interface SettingCstNode extends CstNode {
  name: 'setting';
  children: SettingCstChildren;
}

export type SettingCstChildren = {
  Word: IToken[];
  Equals?: IToken[];
  Colon?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface StepCstNode extends CstNode {
  name: 'step';
  children: StepCstChildren;
}

export type StepCstChildren = {
  path: PathCstNode[];
  arguments?: ArgumentsCstNode[];
};

export interface DeclarationCstNode extends CstNode {
  name: 'declaration';
  children: DeclarationCstChildren;
}

export type DeclarationCstChildren = {
  Modifier?: IToken[];
  Word: IToken[];
  subject?: ExpressionCstNode[];
  Colon?: IToken[];
  type?: IToken[];
  clause?: ClauseCstNode[];
  Equals?: IToken[];
  value?: ExpressionCstNode[];
  body?: BodyCstNode[];
};

export interface ClauseCstNode extends CstNode {
  name: 'clause';
  children: ClauseCstChildren;
}

export type ClauseCstChildren = {
  ClauseWord: IToken[];
  expression?: ExpressionCstNode[];
};

export interface BodyCstNode extends CstNode {
  name: 'body';
  children: BodyCstChildren;
}

export type BodyCstChildren = {
  LeftBrace: IToken[];
  entry?: EntryCstNode[];
  element?: ElementCstNode[];
  debris?: DebrisCstNode[];
  Comma?: IToken[];
  RightBrace?: IToken[];
};

export interface EntryCstNode extends CstNode {
  name: 'entry';
  children: EntryCstChildren;
}

export type EntryCstChildren = {
  pattern: PatternCstNode[];
  Comma?: IToken[];
  Arrow: IToken[];
  operand?: OperandCstNode[];
};

export interface PatternCstNode extends CstNode {
  name: 'pattern';
  children: PatternCstChildren;
}

export type PatternCstChildren = {
  Star?: IToken[];
  Word?: IToken[];
  Text?: IToken[];
  Comparison?: IToken[];
  Minus?: IToken[];
  Number?: IToken[];
};

export interface DebrisCstNode extends CstNode {
  name: 'debris';
  children: DebrisCstChildren;
}

export type DebrisCstChildren = {
  body?: BodyCstNode[];
  Loose?: IToken[];
};

export interface ExpressionCstNode extends CstNode {
  name: 'expression';
  children: ExpressionCstChildren;
}

export type ExpressionCstChildren = {
  operand: OperandCstNode[];
  operation?: OperationCstNode[];
};

export interface OperationCstNode extends CstNode {
  name: 'operation';
  children: OperationCstChildren;
}

export type OperationCstChildren = {
  BinaryOperator: IToken[];
  operand?: OperandCstNode[];
};

export interface OperandCstNode extends CstNode {
  name: 'operand';
  children: OperandCstChildren;
}

export type OperandCstChildren = {
  Minus?: IToken[];
  primary?: PrimaryCstNode[];
};

export interface PrimaryCstNode extends CstNode {
  name: 'primary';
  children: PrimaryCstChildren;
}

export type PrimaryCstChildren = {
  Number?: IToken[];
  Text?: IToken[];
  reference?: ReferenceCstNode[];
  list?: ListCstNode[];
  group?: GroupCstNode[];
};

export interface ReferenceCstNode extends CstNode {
  name: 'reference';
  children: ReferenceCstChildren;
}

export type ReferenceCstChildren = {
  path: PathCstNode[];
  At?: IToken[];
  Number?: IToken[];
  Word?: IToken[];
  arguments?: ArgumentsCstNode[];
};

export interface PathCstNode extends CstNode {
  name: 'path';
  children: PathCstChildren;
}

export type PathCstChildren = {
  Word: IToken[];
  Dot?: IToken[];
};

export interface ArgumentsCstNode extends CstNode {
  name: 'arguments';
  children: ArgumentsCstChildren;
}

export type ArgumentsCstChildren = {
  LeftParenthesis: IToken[];
  argument?: ArgumentCstNode[];
  Comma?: IToken[];
  RightParenthesis?: IToken[];
};

export interface ArgumentCstNode extends CstNode {
  name: 'argument';
  children: ArgumentCstChildren;
}

export type ArgumentCstChildren = {
  Word?: IToken[];
  Equals?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface ListCstNode extends CstNode {
  name: 'list';
  children: ListCstChildren;
}

export type ListCstChildren = {
  LeftBracket: IToken[];
  expression?: ExpressionCstNode[];
  Comma?: IToken[];
  RightBracket?: IToken[];
};

export interface GroupCstNode extends CstNode {
  name: 'group';
  children: GroupCstChildren;
}

export type GroupCstChildren = {
  LeftParenthesis: IToken[];
  expression?: ExpressionCstNode[];
  RightParenthesis?: IToken[];
};

export interface ICstNodeVisitor<IN, OUT> extends ICstVisitor<IN, OUT> {
  spec(children: SpecCstChildren, param?: IN): OUT;
  element(children: ElementCstChildren, param?: IN): OUT;
  setting(children: SettingCstChildren, param?: IN): OUT;
  step(children: StepCstChildren, param?: IN): OUT;
  declaration(children: DeclarationCstChildren, param?: IN): OUT;
  clause(children: ClauseCstChildren, param?: IN): OUT;
  body(children: BodyCstChildren, param?: IN): OUT;
  entry(children: EntryCstChildren, param?: IN): OUT;
  pattern(children: PatternCstChildren, param?: IN): OUT;
  debris(children: DebrisCstChildren, param?: IN): OUT;
  expression(children: ExpressionCstChildren, param?: IN): OUT;
  operation(children: OperationCstChildren, param?: IN): OUT;
  operand(children: OperandCstChildren, param?: IN): OUT;
  primary(children: PrimaryCstChildren, param?: IN): OUT;
  reference(children: ReferenceCstChildren, param?: IN): OUT;
  path(children: PathCstChildren, param?: IN): OUT;
  arguments(children: ArgumentsCstChildren, param?: IN): OUT;
  argument(children: ArgumentCstChildren, param?: IN): OUT;
  list(children: ListCstChildren, param?: IN): OUT;
  group(children: GroupCstChildren, param?: IN): OUT;
}
