import type { CstNode, IToken } from 'chevrotain';
import { type Span, spanOver } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Argument, Call, Expression, Missing, Name, Reference } from './ast.ts';
import { type Building, inOrder, missingAfter, spanOfNode, spanOfToken } from './building.ts';
import type {
  ArgumentCstNode,
  ArgumentsCstNode,
  ExpressionCstNode,
  GroupCstNode,
  ListCstNode,
  OperandCstNode,
  OperationCstNode,
  PathCstNode,
  PrimaryCstNode,
  ReferenceCstNode,
} from './cst.generated.d.ts';
import { readNumber, readText } from './literals.ts';
import { isOperator, type Operator, precedence } from './precedence.ts';

/** An expression with more operators than this is not built: later phases may walk it by recursion. */
const mostOperations = 2000;

/** The expression that must stand after `token`; reported and missing where it does not. */
export function required(building: Building, node: ExpressionCstNode | undefined, token: IToken): Expression {
  return node === undefined ? missingValue(building, token) : expression(node, building);
}

function missingValue(building: Building, token: IToken): Missing {
  const span = spanOfToken(building, token);
  building.mistakes.push(report.missingValue(span, { sign: token.image }));
  return missingAfter(span);
}

export const nameOf = (building: Building, token: IToken): Name => ({ text: token.image, span: spanOfToken(building, token) });

export function expression(node: ExpressionCstNode, building: Building): Expression {
  const operations = node.children.operation ?? [];
  const first = operand(node.children.operand[0], building, spanOfNode(building, node));
  if (operations.length > mostOperations) {
    const span = spanOfNode(building, node);
    building.mistakes.push(report.tooDeep(span, { limit: mostOperations }));
    return missingAfter(span);
  }
  const operands = [first];
  const waiting: Operator[] = [];
  const reduce = (): void => {
    const right = operands.pop() as Expression;
    const left = operands.pop() as Expression;
    operands.push(joined(waiting.pop() as Operator, left, right));
  };
  for (const each of operations) {
    const { operator, right } = operation(each, building);
    while (waiting.length > 0 && precedence[waiting.at(-1) as Operator] >= precedence[operator]) reduce();
    waiting.push(operator);
    operands.push(right);
  }
  while (waiting.length > 0) reduce();
  return operands[0] as Expression;
}

function joined(operator: Operator, left: Expression, right: Expression): Expression {
  const span = spanOver(left.span, right.span);
  return operator === '..' ? { kind: 'range', from: left, to: right, span } : { kind: 'binary', operator, left, right, span };
}

function operation(node: OperationCstNode, building: Building): { operator: Operator; right: Expression } {
  const sign = node.children.BinaryOperator[0] as IToken;
  if (!isOperator(sign.image)) throw new Error(`no precedence for the operator ${sign.image} (a bug of emoc)`);
  const right = node.children.operand?.[0];
  return {
    operator: sign.image,
    right: right === undefined ? missingValue(building, sign) : operand(right, building, spanOfNode(building, node)),
  };
}

/** `-x`; `place` is where it should stand. */
export function operand(node: OperandCstNode | undefined, building: Building, place: Span): Expression {
  const signs = node?.children.Minus ?? [];
  const inner = node?.children.primary?.[0];
  const last = signs.at(-1);
  let built: Expression = missingAfter(place);
  if (inner !== undefined) built = primary(inner, building);
  else if (last !== undefined) built = missingValue(building, last);
  if (signs.length > mostOperations) {
    building.mistakes.push(report.tooDeep(place, { limit: mostOperations }));
    return missingAfter(place);
  }
  for (const sign of [...signs].reverse())
    built = { kind: 'negative', operand: built, span: spanOver(spanOfToken(building, sign), built.span) };
  return built;
}

function primary(node: PrimaryCstNode, building: Building): Expression {
  const { Number: number, Text: text, reference: name, list: items, group: inner } = node.children;
  if (number?.[0] !== undefined) return readNumber(building, number[0]);
  if (text?.[0] !== undefined) return readText(building, text[0]);
  if (name?.[0] !== undefined) return reference(name[0], building);
  if (items?.[0] !== undefined) return list(items[0], building);
  if (inner?.[0] !== undefined) return group(inner[0], building);
  return missingAfter(spanOfNode(building, node));
}

export function reference(node: ReferenceCstNode, building: Building): Reference | Call {
  const { path: names, At: at, Number: number, Word: word, arguments: given } = node.children;
  const words = path(names[0] as PathCstNode, building);
  const written = number?.[0] ?? word?.[0];
  const end = written ?? at?.[0];
  const span = spanOver(
    spanOver((words[0] as Name).span, (words.at(-1) as Name).span),
    end === undefined ? (words[0] as Name).span : spanOfToken(building, end),
  );
  const callee: Reference = {
    kind: 'reference',
    path: words,
    version: at?.[0] === undefined ? null : version(building, at[0], written),
    span,
  };
  return given?.[0] === undefined ? callee : call(building, callee, given[0]);
}

function version(building: Building, at: IToken, token: IToken | undefined): number | null {
  if (token === undefined || !/^\d+$/.test(token.image)) {
    const span = spanOfToken(building, at);
    building.mistakes.push(
      report.malformedVersion(token === undefined ? span : spanOver(span, spanOfToken(building, token)), {}),
    );
    return null;
  }
  return Number(token.image);
}

export function call(building: Building, callee: Reference, given: ArgumentsCstNode): Call {
  return {
    kind: 'call',
    callee,
    arguments: argumentsOf(given, building),
    span: spanOver(callee.span, spanOfNode(building, given)),
  };
}

/** The words between the points. */
export function path(node: PathCstNode, building: Building): Name[] {
  const words = node.children.Word;
  for (const [index, dot] of (node.children.Dot ?? []).entries()) {
    const next = node.children.Dot?.[index + 1]?.startOffset ?? Number.POSITIVE_INFINITY;
    const isFollowed = words.some(({ startOffset }) => startOffset > dot.startOffset && startOffset < next);
    if (!isFollowed) building.mistakes.push(report.missingName(spanOfToken(building, dot), { sign: '.' }));
  }
  return words.map((word) => nameOf(building, word));
}

function argumentsOf(node: ArgumentsCstNode, building: Building): Argument[] {
  const { LeftParenthesis, RightParenthesis, argument: given = [], Comma } = node.children;
  const [open] = LeftParenthesis;
  checkClosed(building, node, open, RightParenthesis?.[0], ')');
  checkCommas(building, given, Comma ?? []);
  return given.map((each) => argument(each, building));
}

function argument(node: ArgumentCstNode, building: Building): Argument {
  const { Word, Equals, expression: value } = node.children;
  const span = spanOfNode(building, node);
  if (Word?.[0] === undefined || Equals?.[0] === undefined) {
    return { name: null, value: value?.[0] === undefined ? missingAfter(span) : expression(value[0], building), span };
  }
  return { name: nameOf(building, Word[0]), value: required(building, value?.[0], Equals[0]), span };
}

function list(node: ListCstNode, building: Building): Expression {
  const { LeftBracket, RightBracket, expression: items = [], Comma } = node.children;
  checkClosed(building, node, LeftBracket[0], RightBracket?.[0], ']');
  checkCommas(building, items, Comma ?? []);
  return { kind: 'list', items: items.map((item) => expression(item, building)), span: spanOfNode(building, node) };
}

function group(node: GroupCstNode, building: Building): Expression {
  const { LeftParenthesis, RightParenthesis, expression: inner } = node.children;
  checkClosed(building, node, LeftParenthesis[0], RightParenthesis?.[0], ')');
  const value = required(building, inner?.[0], LeftParenthesis[0] as IToken);
  return { ...value, span: spanOfNode(building, node) };
}

function checkClosed(
  building: Building,
  node: CstNode,
  open: IToken | undefined,
  close: IToken | undefined,
  closer: string,
): void {
  if (open === undefined || close !== undefined) return;
  const { file, end } = spanOfNode(building, node);
  const at = { file, start: end, end };
  building.mistakes.push(
    report.unclosedBracket(
      spanOfToken(building, open),
      { open: open.image, close: closer },
      {
        related: [{ at, label: `\`${closer}\` expected here` }],
        fix: [{ span: at, text: closer }],
      },
    ),
  );
}

/** Members and commas must alternate; a comma may stand behind the last member. */
function checkCommas(building: Building, members: readonly CstNode[], commas: readonly IToken[]): void {
  let previous: CstNode | IToken | undefined;
  for (const next of inOrder<CstNode | IToken>(members, commas)) {
    if ('image' in next) {
      if (previous === undefined || 'image' in previous) {
        const span = spanOfToken(building, next);
        building.mistakes.push(report.extraComma(span, {}, { fix: [{ span, text: '' }], sure: true }));
      }
    } else if (previous !== undefined && !('image' in previous))
      reportMissingComma(building, spanOfNode(building, previous), spanOfNode(building, next));
    previous = next;
  }
}

function reportMissingComma(building: Building, before: Span, after: Span): void {
  const words = ({ start, end }: Span): string => building.text.slice(start, end);
  const short = (span: Span): string => shortened(words(span));
  const at = { file: before.file, start: before.end, end: before.end };
  building.mistakes.push(
    report.missingComma(after, { before: short(before), after: short(after) }, { fix: [{ span: at, text: ',' }], sure: true }),
  );
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** One function a rule: the generated type of the tree checks that none is forgotten. */
export const expressionBuilders = {
  expression,
  operation,
  operand,
  primary,
  reference,
  path,
  arguments: argumentsOf,
  argument,
  list,
  group,
};
