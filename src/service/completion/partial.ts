import { type IToken, tokenMatcher } from 'chevrotain';
import { NumberToken, Text, Word } from '../../compiler/parse/tokens.ts';
import { type Proposal, plainText } from '../proposal.ts';
import { endOf } from './place.ts';

// What the cursor is in the middle of: a word, a sign, a text, or a number that needs another digit or its unit.

/** Of what may stand in the place of something half written, what that can be the beginning of. */
export function ofPartial(partial: IToken, proposals: readonly Proposal[]): readonly Proposal[] {
  if (tokenMatcher(partial, Word)) return proposals.filter(({ kind }) => kind !== 'sign' && kind !== 'text');
  if (tokenMatcher(partial, Text)) return proposals.filter((proposal) => plainText(proposal).startsWith('"'));
  if (!tokenMatcher(partial, NumberToken))
    return proposals.filter(
      ({ kind, label }) => kind === 'sign' && label.length > partial.image.length && label.startsWith(partial.image),
    );
  const size = /^[\d.]+(?:[eE][+-]?\d+)?/.exec(partial.image)?.[0];
  const numbers = proposals.filter(({ units }) => units !== undefined);
  return size === undefined ? numbers : [...numbers, ...unitsFor(size, numbers)];
}

/** `0.`, `2e-`: a number that needs another digit; the lexer takes its end for a sign. */
export function halfNumber(tokens: readonly IToken[], before: string): IToken | null {
  const written = /(?:\d\.|\d[eE][+-]?)$/.exec(before);
  return written === null ? null : (tokens.findLast(({ startOffset }) => startOffset <= written.index) ?? null);
}

/** `10 `, `10 m`: the number whose unit is being written. */
export function numberBefore(tokens: readonly IToken[], partial: IToken | null, before: string): IToken | null {
  const number = partial === null ? tokens.at(-1) : tokens.at(-2);
  if (number === undefined || !/^[\d.]+(?:[eE][+-]?\d+)?$/.test(number.image)) return null;
  const behind = before.slice(endOf(number));
  return /^[ \t]+[A-Za-z]*$/.test(behind) ? number : null;
}

/** A number as written, with each unit that it may have. */
export function unitsFor(size: string, proposals: readonly Proposal[]): readonly Proposal[] {
  const units = new Set(proposals.flatMap((proposal) => proposal.units ?? []));
  return [...units]
    .filter((unit) => unit !== '')
    .map((unit) => ({ kind: 'number', label: unit === '%' ? `${size}%` : `${size} ${unit}`, units: [unit] }));
}

/** The end of the word that the cursor is in; of a text the closing quote on its line, if there is one. */
export function endOfPartial(partial: IToken, text: string, offset: number): number {
  if (tokenMatcher(partial, Word)) return offset + (/^\w*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  if (!tokenMatcher(partial, Text)) return offset;
  const line = /^[^\n\r]*/.exec(text.slice(offset, offset + 1000))?.[0] ?? '';
  const quote = line.indexOf('"');
  return quote < 0 ? offset : offset + quote + 1;
}
