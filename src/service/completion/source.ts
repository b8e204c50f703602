import { noParameters } from '../../compiler/catalogue/schema.ts';
import { imageSchema } from '../../compiler/check/dataset/column.ts';
import { patternSchema } from '../../compiler/check/dataset/source.ts';
import type { Read } from '../../compiler/check/model.ts';
import { printText } from '../../compiler/parse/print-expression.ts';
import { NumberToken, Text, Word } from '../../compiler/parse/tokens.ts';
import type { DataColumn } from '../data.ts';
import type { Proposal } from '../proposal.ts';
import { type Accepted, argumentsOf } from './arguments.ts';
import { anyWord, dependingOn, either, newName, ofType, type Rule, sequence, sign } from './rule.ts';
import { datasetAround, type Scope } from './scope.ts';
import { range, text } from './values.ts';

/** The word of a source: a field, a file a row, an array of images, a range of numeric columns. */
export type SourceWord = 'column' | 'file' | 'pixels' | 'columns';

const meanings: Readonly<Record<SourceWord, string>> = {
  column: 'a field of each row',
  file: 'one file a row; columns stand in braces in its path',
  pixels: 'an array of images',
  columns: 'numeric columns, both ends included',
};

/** `column(val)`, `words.column(3)`; the read must be named where there are several. */
export function source(words: readonly SourceWord[], scope: Scope, only?: string): Rule {
  const reads = (datasetAround(scope)?.reads ?? []).filter(({ name }) => only === undefined || name === only);
  const isOne = reads.length <= 1;
  const of = (read: Read | undefined): Rule =>
    dependingOn(
      anyWord(() =>
        words.map((word) => ({ kind: 'word', label: word, insert: `${word}(<>)`, isSnippet: true, detail: meanings[word] })),
      ),
      (word) => (word in meanings ? argumentsOf(accepted(word as SourceWord, read, scope), scope) : () => []),
    );
  const read = anyWord(() => reads.map(({ name, reader }) => ({ kind: 'name', label: name, detail: reader || 'read' })));
  const member = dependingOn(read, (name) => sequence(sign('.'), of(reads.find((other) => other.name === name))));
  return isOne ? either(of(reads[0]), member) : member;
}

function accepted(word: SourceWord, read: Read | undefined, scope: Scope): Accepted {
  const column = either(
    ofType(Word, () => columnProposals(read, scope).filter(({ label }) => /^[A-Za-z_]\w*$/.test(label))),
    ofType(Text, () => columnProposals(read, scope).filter(({ label }) => label.startsWith('"'))),
    ofType(NumberToken, () => columnProposals(read, scope).filter(({ units }) => units !== undefined)),
  );
  switch (word) {
    case 'column':
      return { schema: patternSchema, leading: [column] };
    case 'pixels':
      return { schema: imageSchema, leading: [column] };
    case 'columns':
      return { schema: noParameters, leading: [range(scope)] };
    case 'file':
      return { schema: noParameters, leading: [text(() => templates(read, scope))] };
  }
}

/** Columns of the file behind a read; without the file, places to write a name or a number. */
function columnProposals(read: Read | undefined, scope: Scope): readonly Proposal[] {
  const columns = columnsOf(read, scope);
  const number: Proposal = { kind: 'number', label: '0', detail: 'number of a column, from 0', units: [''] };
  if (columns === null)
    return [{ kind: 'new name', label: 'column', insert: `<column>`, isSnippet: true, detail: 'name of a column' }, number];
  return [
    ...columns.map((column): Proposal => {
      const detail = column.values.slice(0, 4).join(', ');
      if (column.name === null) return { kind: 'column', label: String(column.position), detail, units: [''] };
      return { kind: 'column', label: /^[A-Za-z_]\w*$/.test(column.name) ? column.name : printText(column.name), detail };
    }),
    ...(columns.some(({ name }) => name === null) ? [] : [number]),
  ];
}

/** `"{wav}"`: paths that a column holds. */
function templates(read: Read | undefined, scope: Scope): readonly Proposal[] {
  const columns = columnsOf(read, scope) ?? [];
  const holdsPaths = columns.filter(({ values }) => values.some((value) => /\.\w{2,4}$/.test(value)));
  return holdsPaths.map(({ name, position, values }) => ({
    kind: 'file',
    label: `"{${name ?? position}}"`,
    detail: values[0] ?? '',
  }));
}

export function columnsOf(read: Read | undefined, scope: Scope): readonly DataColumn[] | null {
  const dataset = datasetAround(scope);
  if (read === undefined || dataset === null || read.reader === '') return null;
  const splitNames = dataset.split.kind === 'file' ? dataset.split.files.map(({ name }) => name) : [];
  return scope.data.columns(read, splitNames);
}

/** The name of one of the data set's own columns, of the kinds that fit. */
export const ownColumn = (kinds: readonly string[], scope: Scope): Rule =>
  anyWord(() =>
    (datasetAround(scope)?.columns ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ name, kind }) => ({ kind: 'column', label: name, detail: `${kind} column` })),
  );

export const newColumn = newName('name of the column', 'name');
