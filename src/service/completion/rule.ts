import { type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { Word } from '../../compiler/parse/tokens.ts';
import type { Proposal } from '../proposal.ts';

/**
 * A piece of the language as completion sees it: it reads tokens from a place on and gives every place where it may end.
 *
 * Where it needs a token and there is none any more, the cursor is there: it then adds what could stand there to `proposals`. So the same
 * description that follows what is written says what comes next; there is no second list of what is possible where.
 */
export type Rule = (walk: Walk, at: number) => readonly number[];

export interface Walk {
  /** Everything before the cursor that the rule is to follow. */
  readonly tokens: readonly IToken[];
  readonly proposals: Proposal[];
}

const isEnd = ({ tokens }: Walk, at: number): boolean => at >= tokens.length;

/** One token that `fits`, or `propose` at the cursor. */
export function terminal(fits: (token: IToken) => boolean, propose: () => readonly Proposal[]): Rule {
  return (walk, at) => {
    if (isEnd(walk, at)) {
      walk.proposals.push(...propose());
      return [];
    }
    return fits(walk.tokens[at] as IToken) ? [at + 1] : [];
  };
}

export const ofType = (type: TokenType, propose: () => readonly Proposal[]): Rule =>
  terminal((token) => tokenMatcher(token, type), propose);

/** A sign, exactly. */
export const sign = (image: string): Rule =>
  terminal(
    (token) => token.image === image,
    () => [{ kind: 'sign', label: image }],
  );

/** A word of the language, exactly. */
export const word = (image: string, proposal: Omit<Proposal, 'label'> = { kind: 'word' }): Rule =>
  terminal(
    (token) => token.image === image,
    () => [{ label: image, ...proposal }],
  );

/** Any word; what is proposed may be a new name, or the names that there are. */
export const anyWord = (propose: () => readonly Proposal[]): Rule => ofType(Word, propose);

/** A name that the spec gives here. */
export const newName = (what: string, suggestion: string): Rule =>
  anyWord(() => [{ kind: 'new name', label: suggestion, insert: `<${suggestion}>`, isSnippet: true, detail: what }]);

export const nothing: Rule = (_, at) => [at];

export const sequence =
  (...rules: readonly Rule[]): Rule =>
  (walk, at) => {
    let ends: readonly number[] = [at];
    for (const rule of rules) ends = unique(ends.flatMap((end) => rule(walk, end)));
    return ends;
  };

export const either =
  (...rules: readonly Rule[]): Rule =>
  (walk, at) =>
    unique(rules.flatMap((rule) => rule(walk, at)));

export const optional = (...rules: readonly Rule[]): Rule => either(sequence(...rules), nothing);

/** The rule as often as it fits, also not at all. */
export const repeated =
  (rule: Rule): Rule =>
  (walk, at) => {
    const ends = new Set([at]);
    for (const end of ends) for (const next of rule(walk, end)) ends.add(next);
    return [...ends];
  };

/** A rule that is made when it is reached: of what was read before, or of itself. */
export const lazily =
  (make: () => Rule): Rule =>
  (walk, at) =>
    make()(walk, at);

/** Reads one word and goes on with the rule that belongs to it. */
export const dependingOn =
  (first: Rule, rest: (image: string) => Rule): Rule =>
  (walk, at) =>
    unique(first(walk, at).flatMap((end) => rest((walk.tokens[at] as IToken).image)(walk, end)));

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const closers = Object.values(pairs);

/** Everything from an opening bracket to the one that closes it, whatever is in it. */
export const balanced =
  (open: string): Rule =>
  ({ tokens, proposals }, at) => {
    if (at >= tokens.length) {
      proposals.push({ kind: 'sign', label: open });
      return [];
    }
    if (tokens[at]?.image !== open) return [];
    let depth = 0;
    for (let end = at; end < tokens.length; end += 1) {
      const image = (tokens[end] as IToken).image;
      if (image in pairs) depth += 1;
      else if (closers.includes(image)) depth -= 1;
      if (depth === 0) return [end + 1];
    }
    return [];
  };

const unique = (ends: readonly number[]): readonly number[] => (ends.length < 2 ? ends : [...new Set(ends)]);
