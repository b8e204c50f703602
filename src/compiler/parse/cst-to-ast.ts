import type { IToken } from 'chevrotain';
import { type Span, spanOver } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Body, Clause, Comparison, Declaration, Element, Entry, Expression, Name, Pattern, Setting, Step } from './ast.ts';
import { call, expression, expressionBuilders, nameOf, operand, path, required } from './build-expression.ts';
import { asStatement, type Building, inOrder, isDamaged, missingAfter, spanOfNode, spanOfToken } from './building.ts';
import type { Docs } from './comments.ts';
import type {
  BodyCstNode,
  ClauseCstNode,
  DebrisCstNode,
  DeclarationCstNode,
  ElementCstNode,
  EntryCstNode,
  ICstNodeVisitor,
  PatternCstNode,
  SettingCstNode,
  SpecCstNode,
  StepCstNode,
} from './cst.generated.d.ts';
import type { Lines } from './lines.ts';
import { readNumber, readText } from './literals.ts';
import { shown } from './messages.ts';

/** Builds the tree from the concrete one, and reports every part that is missing or out of place. */
export interface TreeBuilding extends Building {
  readonly docs: Docs;
  readonly lines: Lines;
}

export function spec(node: SpecCstNode, building: TreeBuilding): Element[] {
  return members(building, true, [node.children.element, node.children.debris]).elements;
}

type Member = ElementCstNode | EntryCstNode | DebrisCstNode;

/** Members of a body, or the blocks of a spec, in the order of the text. */
function members(
  building: TreeBuilding,
  areBlocks: boolean,
  lists: readonly (readonly Member[] | undefined)[],
): Pick<Body, 'elements' | 'entries'> & { elements: Element[] } {
  const expected = areBlocks ? 'a block' : 'a setting, a step or a map';
  const elements: Element[] = [];
  const entries: Entry[] = [];
  let reported: Span | undefined;
  for (const member of inOrder<Member>(...lists)) {
    const before = building.mistakes.length;
    const span = spanOfNode(building, member);
    if (reported !== undefined && !isConsequence(building, span, reported, areBlocks)) reported = undefined;
    if (member.name === 'element') {
      const built = element(member, building);
      elements.push(areBlocks && reported !== undefined ? { ...built, isRecovered: true } : built);
    } else if (member.name === 'entry') entries.push(asStatement(building, () => entry(member, building)));
    else if (reported === undefined) debris(member, building, expected);
    if (building.mistakes.length > before) reported = span;
    else if (reported !== undefined) reported = { ...reported, end: span.end };
  }
  return { elements, entries };
}

/**
 * What stands on the line of something reported, or below it and indented more, may be wrong because of it: debris there is no news. Blocks
 * begin at the margin; where an indented line is none, as the second line of a sum whose first is missing, the ones below belong to it.
 */
function isConsequence({ lines }: TreeBuilding, member: Span, reported: Span, areBlocks: boolean): boolean {
  const indentOf = ({ start }: Span): number => lines.indentEndOf(start) - lines.startOf(start);
  if (areBlocks && indentOf(member) > 0) return true;
  return lines.startOf(member.start) <= reported.end || indentOf(member) > indentOf(reported);
}

function element(node: ElementCstNode, building: TreeBuilding): Element {
  const before = building.mistakes.length;
  const span = spanOfNode(building, node);
  const doc = building.docs.above(span.start);
  const { setting: settings, step: steps, declaration: declarations } = node.children;
  const built =
    settings?.[0] !== undefined
      ? setting(settings[0], building)
      : steps?.[0] !== undefined
        ? step(steps[0], building)
        : declaration((declarations as [DeclarationCstNode])[0], building);
  return { ...built, doc, span, isRecovered: building.mistakes.length > before || isDamaged(building, span) };
}

type Bare<Kind> = Omit<Kind, 'doc' | 'span' | 'isRecovered'>;

function setting(node: SettingCstNode, building: Building): Bare<Setting> {
  return asStatement(building, () => {
    const { Word, Equals, Colon, expression: value } = node.children;
    const name = nameOf(building, Word[0] as IToken);
    const colon = Colon?.[0];
    if (colon !== undefined) {
      const span = spanOfToken(building, colon);
      building.mistakes.push(report.colonForEquals(span, { name: name.text }, { fix: [{ span, text: ' =' }], sure: true }));
    }
    return { kind: 'setting', name, value: required(building, value?.[0], (Equals?.[0] ?? colon) as IToken) };
  });
}

function step(node: StepCstNode, building: Building): Bare<Step> {
  return asStatement(building, () => {
    const words = path(node.children.path[0] as NonNullable<(typeof node.children.path)[0]>, building);
    const span = spanOver((words[0] as Name).span, (words.at(-1) as Name).span);
    const callee = { kind: 'reference', path: words, version: null, span } as const;
    const given = node.children.arguments?.[0];
    if (given !== undefined) return { kind: 'step', call: call(building, callee, given) };
    building.mistakes.push(report.missingArguments(span, { step: words.map(({ text }) => text).join('.') }));
    return { kind: 'step', call: { kind: 'call', callee, arguments: [], span } };
  });
}

function declaration(node: DeclarationCstNode, building: TreeBuilding): Bare<Declaration> {
  const children = node.children;
  const head = asStatement(building, () => {
    const [colon, type] = [children.Colon?.[0], children.type?.[0]];
    if (colon !== undefined && type === undefined)
      building.mistakes.push(report.missingName(spanOfToken(building, colon), { sign: ':' }));
    const equals = children.Equals?.[0];
    const subject = children.subject?.[0];
    return {
      kind: 'declaration' as const,
      modifier: children.Modifier?.[0] === undefined ? null : nameOf(building, children.Modifier[0]),
      word: nameOf(building, children.Word[0] as IToken),
      subject: subject === undefined ? null : expression(subject, building),
      type: type === undefined ? null : nameOf(building, type),
      clauses: (children.clause ?? []).map((each) => clause(each, building)),
      value: equals === undefined ? null : required(building, children.value?.[0], equals),
    };
  });
  return { ...head, body: children.body?.[0] === undefined ? null : body(children.body[0], building) };
}

function clause(node: ClauseCstNode, building: Building): Clause {
  const words = node.children.ClauseWord;
  const last = words.at(-1) as IToken;
  const span = spanOver(spanOfToken(building, words[0] as IToken), spanOfToken(building, last));
  return {
    word: { text: words.map(({ image }) => image).join(' '), span },
    value: required(building, node.children.expression?.[0], last),
    span: spanOfNode(building, node),
  };
}

function body(node: BodyCstNode, building: TreeBuilding): Body {
  const { LeftBrace, RightBrace, element: elements, entry: entries, debris: others } = node.children;
  const span = spanOfNode(building, node);
  const open = spanOfToken(building, LeftBrace[0] as IToken);
  const inside = members(building, false, [elements, entries, others]);
  const close = RightBrace?.[0] === undefined ? null : spanOfToken(building, RightBrace[0]);
  if (close === null) {
    const at = { file: span.file, start: span.end, end: span.end };
    building.mistakes.push(
      report.unclosedBrace(open, {}, { related: [{ at, label: '`}` expected here' }], fix: [{ span: at, text: '\n}' }] }),
    );
  }
  return { ...inside, open, close, span };
}

function entry(node: EntryCstNode, building: Building): Entry {
  const { pattern: patterns, Arrow, operand: target } = node.children;
  const arrow = Arrow?.[0];
  const span = spanOfNode(building, node);
  const isWritten = arrow !== undefined && arrow.isInsertedInRecovery !== true;
  return { patterns: patterns.map((each) => pattern(each, building)), target: entryTarget(), span };

  function entryTarget(): Expression {
    if (target?.[0] !== undefined) return operand(target[0], building, span);
    if (!isWritten) return missingAfter(span);
    return required(building, undefined, arrow);
  }
}

function pattern(node: PatternCstNode, building: Building): Pattern {
  const { Star, Word, Text, Comparison: comparison, Minus, Number: number } = node.children;
  const span = spanOfNode(building, node);
  if (Star?.[0] !== undefined) return { kind: 'any', span };
  if (Word?.[0] !== undefined) return { kind: 'text', text: Word[0].image, span };
  if (Text?.[0] !== undefined) return { kind: 'text', text: readText(building, Text[0]).value, span };
  const token = number?.[0] as IToken;
  const sign = Minus?.[0] === undefined ? '' : '-';
  const bound = readNumber(building, token);
  if (comparison?.[0] === undefined) return { kind: 'text', text: sign + token.image, span };
  if (bound.kind === 'number' && bound.unit !== null)
    building.mistakes.push(report.boundWithUnit(spanOfToken(building, token), { unit: bound.unit }));
  const value = bound.kind === 'number' ? bound.value : Number.NaN;
  return { kind: 'compare', operator: comparison[0].image as Comparison, bound: sign === '' ? value : -value, span };
}

function debris(node: DebrisCstNode, building: Building, expected: string): void {
  const token = node.children.Loose?.[0] ?? node.children.body?.[0]?.children.LeftBrace[0];
  if (token === undefined) return;
  const span: Span = spanOfToken(building, token);
  if (['}', ')', ']'].includes(token.image))
    building.mistakes.push(report.strayCloser(span, { closer: token.image }, { fix: [{ span, text: '' }] }));
  else building.mistakes.push(report.unexpectedSign(span, { expected, found: shown(token) }));
}

type Rules = keyof Omit<ICstNodeVisitor<never, never>, 'visit' | 'validateVisitor'>;

/** A function for every rule of the grammar; a rule without one is a type error. */
export const builders = {
  ...expressionBuilders,
  spec,
  element,
  setting,
  step,
  declaration,
  clause,
  body,
  entry,
  pattern,
  debris,
} satisfies Record<Rules, (node: never, ...rest: never[]) => unknown>;
