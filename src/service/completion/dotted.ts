import { type IToken, tokenMatcher } from 'chevrotain';
import { Word } from '../../compiler/parse/tokens.ts';
import type { Proposal } from '../proposal.ts';
import type { Rule, Walk } from './rule.ts';

/** A name of several words, `clips.speech`, and what is said of it. */
export interface Dotted {
  readonly path: readonly string[];
  readonly proposal: Omit<Proposal, 'label'>;
}

/** A reference: any words with points between them. Proposed are those of `names` that begin with the words written so far. */
export function dotted(names: () => readonly Dotted[]): Rule {
  const follow = (walk: Walk, at: number, written: readonly string[]): readonly number[] => {
    const beginning = (words: readonly string[]): readonly Dotted[] =>
      names().filter(({ path }) => path.length > words.length && words.every((word, index) => word === path[index]));
    const token = walk.tokens[at];
    if (token === undefined) {
      for (const { path, proposal } of beginning(written))
        walk.proposals.push({ label: path.slice(written.length).join('.'), ...proposal });
      return [];
    }
    if (!tokenMatcher(token, Word)) return [];
    const words = [...written, token.image];
    const next: IToken | undefined = walk.tokens[at + 1];
    if (next === undefined && beginning(words).length > 0) walk.proposals.push({ kind: 'sign', label: '.' });
    return next?.image === '.' ? follow(walk, at + 2, words) : [at + 1];
  };
  return (walk, at) => follow(walk, at, []);
}
