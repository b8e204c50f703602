import { shapes } from '../../compiler/check/shape.ts';
import type { Proposal } from '../proposal.ts';
import { either, type Rule, sequence, word } from './rule.ts';
import type { Scope } from './scope.ts';

/** A line of a spec that a word opens, as completion follows it. */
export interface Line {
  readonly word: string;
  /** The whole line with places to fill in: what is written when the word is chosen. */
  readonly snippet: string;
  /** For words that have no shape in the checker. */
  readonly doc?: string;
  /** Whether its block has it at most once. */
  readonly isOnly?: boolean;
  /** What stands behind the word, its body as a whole. */
  readonly rule: (scope: Scope) => Rule;
  /** One member of its body. */
  readonly body?: (scope: Scope) => Rule;
}

export const defineLine = (line: Line): Line => line;

/** One of several lines; those that a block has once are proposed as long as they are not there. */
export const oneOf = (lines: readonly Line[], scope: Scope): Rule =>
  either(
    ...lines.map((line): Rule => {
      const isThere = line.isOnly === true && scope.present.has(line.word);
      const rule = sequence(word(line.word, lineProposal(line)), line.rule(scope));
      if (!isThere) return rule;
      return (walk, at) => (at >= walk.tokens.length ? [] : rule(walk, at));
    }),
  );

export const lineProposal = ({ word: label, snippet, doc }: Line): Omit<Proposal, 'label'> => {
  const shape = shapes[label];
  const text = doc ?? shape?.doc;
  return {
    kind: 'block',
    insert: snippet,
    isSnippet: true,
    ...(text === undefined ? {} : { doc: `${text}${shape === undefined ? '' : `\n\n\`\`\`emo\n${shape.example}\n\`\`\``}` }),
  };
};
