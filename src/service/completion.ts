import { type IToken, tokenMatcher } from 'chevrotain';
import { wordOf } from '../compiler/bind/bind.ts';
import type { Element } from '../compiler/parse/ast.ts';
import { Text } from '../compiler/parse/tokens.ts';
import { oneOf } from './completion/line.ts';
import { bodies, specLines } from './completion/lines.ts';
import { endOfPartial, halfNumber, numberBefore, ofPartial, unitsFor } from './completion/partial.ts';
import { endOf, type Place, placeAt, type Surroundings, surroundingsOf } from './completion/place.ts';
import { either, type Rule, repeated } from './completion/rule.ts';
import type { Scope } from './completion/scope.ts';
import type { DataFiles } from './data.ts';
import { type Proposal, plainText } from './proposal.ts';
import { changeBetween, offsetBefore, type Snapshot } from './snapshot.ts';

/** A proposal with the piece of the text that it replaces. */
export interface Completion extends Proposal {
  readonly start: number;
  readonly end: number;
  /** Whether it completes what is being written; otherwise it may follow that. */
  readonly isForPartial: boolean;
}

export interface CompletionRequest {
  /** The text as it is now. */
  readonly text: string;
  readonly offset: number;
  /** What is known of the spec: of this text, or of an earlier version of it. */
  readonly snapshot: Snapshot;
  readonly data: DataFiles;
}

/**
 * What may stand at the cursor, most likely first.
 *
 * Where the cursor is comes from the tokens of its block, which are read anew; which names there are, and of what type, comes from the
 * snapshot, which may be older than the text. So it answers while the rest of a long spec is still to be checked.
 */
export function complete(request: CompletionRequest): readonly Completion[] {
  const { text, offset } = request;
  const place = placeAt(text, offset);
  if (place === null) return [];
  const { tokens, partial, origin } = place;
  const found: Completion[] = [];
  const add = (proposals: readonly Proposal[], start: number, end: number, isForPartial: boolean): void => {
    for (const proposal of proposals) found.push({ ...proposal, start, end, isForPartial });
  };
  const half = halfNumber(tokens, text.slice(origin, offset));
  if (half !== null) {
    const numbers = proposalsAfter(tokens.slice(0, tokens.indexOf(half)), request, place);
    add(
      numbers.filter(({ units }) => units !== undefined),
      origin + half.startOffset,
      offset,
      true,
    );
  }
  if (partial !== null) {
    const start = origin + partial.startOffset;
    const end = endOfPartial(partial, text, offset);
    add(ofPartial(partial, proposalsAfter(tokens.slice(0, -1), request, place)), start, end, true);
  }
  const number = numberBefore(tokens, partial, text.slice(origin, offset));
  if (number !== null) {
    const numbers = proposalsAfter(tokens.slice(0, tokens.indexOf(number)), request, place);
    const written = text.slice(origin + number.startOffset, offset).replace(/\s+/, ' ');
    const fitting = unitsFor(number.image, numbers).filter(({ label }) => label.startsWith(written));
    add(fitting, origin + number.startOffset, offset, true);
  }
  const isOpenText = partial !== null && tokenMatcher(partial, Text);
  if (!isOpenText) add(proposalsAfter(tokens, request, place), offset, offset, false);
  return sorted(distinct(found));
}

/** How many statements above the cursor's are tried as one that goes on at the cursor. */
const farthestStart = 3;

/** What may follow some tokens of a block. */
function proposalsAfter(tokens: readonly IToken[], request: CompletionRequest, { origin }: Place): readonly Proposal[] {
  const around = surroundingsOf(tokens);
  const proposals: Proposal[] = [];
  const follow = (start: number, within: readonly IToken[]): boolean => {
    const scope = scopeAt(around, within, origin, request);
    const rule = memberRule(scope);
    if (rule === null) return false;
    const before = proposals.length;
    const rest = within.slice(start);
    const isComplete = repeated(rule)({ tokens: rest, proposals }, 0).includes(rest.length);
    if (isComplete && around.heads.length > 0) proposals.push({ kind: 'sign', label: '}' });
    return proposals.length > before;
  };
  const { starts } = around;
  let isFound = false;
  // The empty statement at the cursor comes by itself after one that is complete.
  for (const start of starts.slice(-1 - farthestStart, -1).reverse()) {
    isFound = follow(start, tokens) || isFound;
    if (isFound) break;
  }
  const last = tokens.at(-1);
  const isOnNewLine = last === undefined || /[\n\r]/.test(request.text.slice(origin + endOf(last), request.offset));
  if (!isFound) {
    const start = starts.at(-2) ?? 0;
    isFound = follow(start, withoutEarlierArguments(tokens, start));
  }
  if (!isFound || isOnNewLine) follow(tokens.length, tokens);
  return proposals;
}

/** What a mistake in an earlier argument hides: the call with its last argument alone. */
function withoutEarlierArguments(tokens: readonly IToken[], start: number): readonly IToken[] {
  let depth = 0;
  let comma = -1;
  for (let index = tokens.length - 1; index >= start; index -= 1) {
    const image = tokens[index]?.image;
    if (image === ')' || image === ']' || image === '}') depth += 1;
    else if (image === ',' && depth === 0 && comma < 0) comma = index;
    else if (image === '(' || image === '[') {
      if (depth === 0) return comma < 0 ? tokens : [...tokens.slice(0, index + 1), ...tokens.slice(comma + 1)];
      depth -= 1;
    }
  }
  return tokens;
}

function scopeAt({ heads, starts }: Surroundings, tokens: readonly IToken[], origin: number, request: CompletionRequest): Scope {
  const { text, snapshot, data } = request;
  const change = changeBetween(snapshot.text, text);
  const last = tokens.at(-1);
  const offset = offsetBefore(change, origin + (last === undefined ? 0 : endOf(last)));
  const placed = heads.map((head) =>
    head.map((token) => ({ ...token, startOffset: offsetBefore(change, origin + token.startOffset) })),
  );
  const above = heads.length === 0 ? [] : starts.slice(0, -1).map((start) => tokens[start]?.image ?? '');
  const cursor = offsetBefore(change, request.offset);
  const others = elementsAround(snapshot.tree.elements, cursor).filter(({ span }) => cursor < span.start || span.end < cursor);
  return { snapshot, data, heads: placed, offset, present: new Set([...above, ...others.map((other) => wordOf(other).text)]) };
}

/** The members of the innermost body around an offset. */
function elementsAround(elements: readonly Element[], offset: number): readonly Element[] {
  for (const element of elements) {
    if (element.kind !== 'declaration' || element.body === null) continue;
    const { open, close, span } = element.body;
    if (open.end <= offset && (close === null ? offset <= span.end : offset <= close.start))
      return elementsAround(element.body.elements, offset);
  }
  return elements;
}

/** One member of the innermost body around the cursor; `null` in a body that nothing is known of. */
function memberRule(scope: Scope): Rule | null {
  const head = scope.heads.at(-1);
  if (head === undefined) return oneOf(specLines, scope);
  const body = bodies.get(head[0]?.image ?? '');
  return body === undefined ? null : either(body(scope));
}

function distinct(completions: readonly Completion[]): readonly Completion[] {
  const seen = new Set<string>();
  return completions.filter((completion) => {
    const key = `${completion.start} ${plainText(completion)} ${completion.isForPartial}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const order: readonly Proposal['kind'][] = [
  'column',
  'name',
  'option',
  'setting',
  'kind',
  'file',
  'value',
  'number',
  'word',
  'block',
  'text',
  'new name',
  'sign',
];

/** By sort; within one, in the order of the catalogue or of the spec. */
const sorted = (completions: readonly Completion[]): readonly Completion[] =>
  completions
    .map((completion, index) => ({ completion, index }))
    .sort(
      (one, other) =>
        Number(other.completion.isForPartial) - Number(one.completion.isForPartial) ||
        order.indexOf(one.completion.kind) - order.indexOf(other.completion.kind) ||
        one.index - other.index,
    )
    .map(({ completion }) => completion);
