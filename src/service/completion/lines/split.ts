import { sides } from '../../../compiler/check/dataset/split.ts';
import { NumberToken } from '../../../compiler/parse/tokens.ts';
import type { Proposal } from '../../proposal.ts';
import { defineLine } from '../line.ts';
import { entries } from '../map.ts';
import { balanced, either, ofType, optional, type Rule, sequence, sign, word } from '../rule.ts';
import { datasetAround, type Scope } from '../scope.ts';
import { columnsOf, ownColumn, source } from '../source.ts';
import { aNumber } from '../values.ts';

const share: Rule = ofType(NumberToken, (): readonly Proposal[] => [aNumber('%', 'share of the rows')]);

/** `by speaker stratified on emotion`: what a random split heeds. */
export const conditions = (scope: Scope): Rule =>
  sequence(
    optional(word('by'), ownColumn(['group'], scope)),
    optional(word('stratified'), word('on'), ownColumn(['label'], scope)),
  );

export const split = defineLine({
  word: 'split',
  snippet: 'split <80>% / <10>% / <10>%',
  isOnly: true,
  rule: (scope) =>
    either(
      sequence(share, sign('/'), share, sign('/'), share, conditions(scope)),
      sequence(
        word('by'),
        either(
          word('file', {
            kind: 'option',
            detail: 'the names that fill {split} in the paths',
            insert: 'file { <train> -> train, <test> -> test }',
            isSnippet: true,
          }),
          source(['column'], scope),
        ),
        balanced('{'),
      ),
    ),
  body: (scope) =>
    entries(
      () => valuesOf(scope),
      () => [...sides].map(([name, role]) => ({ name, detail: role === null ? 'leaves the rows out' : 'side of the split' })),
    ),
});

/** What is assigned: names of files, or values of the column. */
function valuesOf(scope: Scope): readonly string[] {
  const head = scope.heads.at(-1) ?? [];
  const dataset = datasetAround(scope);
  if (head.some(({ image }) => image === 'file')) {
    const paths = (dataset?.reads ?? []).map(({ settings }) => String(settings.path ?? ''));
    return paths.filter((path) => path.includes('{split}')).flatMap((path) => namesFilling(path, scope));
  }
  const place = head.findIndex(({ image }) => image === 'column');
  const field = head[place + 2]?.image.replace(/^"|"$/g, '');
  const read =
    head[place - 1]?.image === '.' ? dataset?.reads.find(({ name }) => name === head[place - 2]?.image) : dataset?.reads[0];
  const column = columnsOf(read, scope)?.find(({ name, position }) => name === field || String(position) === field);
  return column?.values ?? [];
}

/** Names for which a file is there: of `mosi/text_{split}.csv` they are `train` and `test`. */
function namesFilling(path: string, { data }: Scope): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/', path.indexOf('{split}')) + 1);
  const [before = '', after = ''] = path.split('{split}');
  return data
    .list(folder)
    .filter((entry) => entry.path.startsWith(before) && entry.path.endsWith(after))
    .map((entry) => entry.path.slice(before.length, entry.path.length - after.length));
}
