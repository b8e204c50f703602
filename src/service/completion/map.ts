import { printText } from '../../compiler/parse/print-expression.ts';
import { Comparison, NumberToken, Text, Word } from '../../compiler/parse/tokens.ts';
import type { Proposal } from '../proposal.ts';
import { either, ofType, optional, type Rule, repeated, sequence, sign, terminal } from './rule.ts';
import { aNumber } from './values.ts';

/** What a value may become. */
export interface Target {
  readonly name: string;
  readonly detail: string;
}

const comparisons = ['<', '<=', '>', '>=', '==', '!='];

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** `0 -> no, 1 -> yes`: one entry of a map, with the comma behind it. */
export function entries(values: () => readonly string[], targets: () => readonly Target[]): Rule {
  const valueProposals = (): readonly Proposal[] =>
    [...new Set(values())].map((value) => ({
      kind: 'value',
      label: isName(value) || isNumber(value) ? value : printText(value),
      detail: 'value in the data',
      ...(isNumber(value) ? { units: [''] } : {}),
    }));
  const pattern = either(
    sign('*'),
    ofType(Word, () => [
      ...valueProposals().filter(({ label }) => isName(label)),
      { kind: 'new name', label: 'value', insert: '<value>', isSnippet: true, detail: 'a value in the data' },
    ]),
    ofType(Text, () => [
      ...valueProposals().filter(({ label }) => label.startsWith('"')),
      { kind: 'text', label: '"…"', insert: '"<>"', isSnippet: true, detail: 'a value in the data' },
    ]),
    sequence(
      optional(
        terminal(
          (token) => token.tokenType.CATEGORIES?.includes(Comparison) === true,
          () => comparisons.map((label) => ({ kind: 'sign', label })),
        ),
      ),
      optional(sign('-')),
      ofType(NumberToken, () => [
        ...valueProposals().filter(({ units }) => units !== undefined),
        aNumber('', 'a value in the data'),
      ]),
    ),
  );
  const target = either(
    ofType(Word, () =>
      targets().map(({ name, detail }) => ({ kind: 'option', label: isName(name) ? name : printText(name), detail })),
    ),
    ofType(Text, () =>
      targets()
        .filter(({ name }) => !isName(name))
        .map(({ name, detail }) => ({ kind: 'option', label: printText(name), detail })),
    ),
  );
  return sequence(pattern, repeated(sequence(sign(','), pattern)), sign('->'), target, optional(sign(',')));
}
