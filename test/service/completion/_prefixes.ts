import { type IToken, tokenMatcher } from 'chevrotain';
import type { Declaration, Element, Expression } from '../../../src/compiler/parse/ast.ts';
import { parse, tokenize } from '../../../src/compiler/parse/parse.ts';
import { NumberToken, Text } from '../../../src/compiler/parse/tokens.ts';
import { type Completion, complete } from '../../../src/service/completion.ts';
import type { DataFiles } from '../../../src/service/data.ts';
import { plainText } from '../../../src/service/proposal.ts';
import { takeSnapshot } from '../../../src/service/snapshot.ts';

/** A prefix after which the token that really follows is not proposed. */
export interface Gap {
  readonly offset: number;
  readonly before: string;
  readonly expected: string;
}

export interface Followed {
  readonly prefixes: number;
  readonly gaps: readonly Gap[];
  readonly slowestMs: number;
}

/**
 * Completes every prefix of a text and compares with the token that really follows, or that the prefix ends in.
 *
 * A word of the language, a kind, a setting, an option, a sign, a name that is declared above and a column of a file must be proposed
 * letter by letter. A number must be proposed with its unit, a text as a text, and a name that the spec gives at this place as a new name:
 * nobody can know which one it will be.
 */
export function followPrefixes(text: string, data: DataFiles, offsets: Iterable<number>): Followed {
  const tokens = tokenize(text).tokens;
  const comments = [...(tokenize(text).groups.comments ?? [])];
  const given = namesGivenIn(text);
  const gaps: Gap[] = [];
  let [prefixes, slowestMs] = [0, 0];
  for (const offset of offsets) {
    const isInComment = comments.some(({ startOffset, image }) => startOffset < offset && offset <= startOffset + image.length);
    const next = tokens.find(({ startOffset, image }) => startOffset + image.length > offset);
    if (next === undefined || isInComment) continue;
    const prefix = text.slice(0, offset);
    const snapshot = takeSnapshot({ file: 'spec.emo', text: prefix });
    const startMs = performance.now();
    const completions = complete({ text: prefix, offset, snapshot, data });
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
    prefixes += 1;
    const isPartial = next.startOffset < offset;
    const at = isPartial ? next.startOffset : offset;
    const usable = completions.filter(({ start, isForPartial }) => start === at && isForPartial === isPartial);
    if (!usable.some((completion) => covers(completion, next, given)))
      gaps.push({ offset, before: prefix.slice(-30), expected: next.image });
  }
  return { prefixes, gaps, slowestMs };
}

function covers(completion: Completion, token: IToken, given: ReadonlySet<number>): boolean {
  const text = plainText(completion);
  if (tokenMatcher(token, NumberToken)) return completion.units?.includes(/[A-Za-z%]+$/.exec(token.image)?.[0] ?? '') === true;
  if (tokenMatcher(token, Text)) return text.startsWith('"');
  if (given.has(token.startOffset) && completion.kind === 'new name') return true;
  return tokenize(text).tokens[0]?.image === token.image;
}

/** Where a spec gives names: declarations, aliases, labels, and values of data in maps. */
function namesGivenIn(text: string): ReadonlySet<number> {
  const places = new Set<number>();
  const words = (value: Expression | null): void => {
    if (value?.kind === 'reference') places.add(value.span.start);
    if (value?.kind === 'binary') {
      words(value.left);
      words(value.right);
    }
  };
  const declaration = ({ word, subject, value, clauses, body }: Declaration): void => {
    if (word.text !== 'join') words(subject);
    if (word.text === 'labels') words(value);
    for (const clause of clauses) if (clause.word.text === 'as') words(clause.value);
    for (const { patterns } of body?.entries ?? []) for (const { span } of patterns) places.add(span.start);
    for (const element of body?.elements ?? []) visit(element);
  };
  const visit = (element: Element): void => {
    if (element.kind === 'declaration') declaration(element);
  };
  for (const element of parse({ file: 'spec.emo', text }).value.elements) visit(element);
  return places;
}
