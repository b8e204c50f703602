import { type Schema, text } from '../../catalogue/schema.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Call, Expression, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { FieldSource, Read } from '../model.ts';
import { readSettings } from '../settings.ts';
import { describe } from '../values.ts';
import type { DatasetScope } from './scope.ts';

/** `column(val)`, `words.column(3)`: the source's word, its read, and the arguments. */
export interface SourceCall {
  readonly word: Name;
  readonly read: Read;
  readonly call: Call;
}

/** Reports that something else is expected in a line of a data set. */
export function expected(
  { value, span }: { readonly value?: Expression; readonly span: Span },
  what: string,
  example: string,
  context: CheckContext,
): null {
  if (value?.kind !== 'missing') {
    const found = value === undefined ? 'nothing' : describe(value);
    context.add(report.expectedForm((value ?? { span }).span, { expected: what, found, example }));
  }
  return null;
}

/** Splits `read.word(…)`; without a read there must be just one to mean. */
export function sourceCall(
  value: Expression | null,
  words: readonly string[],
  example: string,
  scope: DatasetScope,
  context: CheckContext,
): SourceCall | null {
  if (value === null || value.kind === 'missing') return null;
  if (value.kind !== 'call') {
    const forms = words.map((word) => `\`${word}(…)\``).join(' or ');
    const meant = words.includes('column') ? fieldByName(value, scope, context) : undefined;
    const fix = meant === undefined ? {} : { fix: [{ span: value.span, text: meant }] };
    context.add(report.expectedForm(value.span, { expected: forms, found: describe(value), nearest: meant, example }, fix));
    return null;
  }
  const path = value.callee.path;
  const word = path.at(-1) as Name;
  const read = path.length === 2 ? namedRead(path[0] as Name, scope, context) : onlyRead(word, scope, context);
  if (path.length <= 2 && words.includes(word.text)) return read === null ? null : { word, read, call: value };
  const meant = nearest(word.text, words);
  const fix = rewording(word.span, word.text, meant, words);
  const holes = { found: describe(value), nearest: meant, known: words.map((form) => `\`${form}(…)\``).join(' or '), example };
  context.add(report.unknownSource(word.span, holes, fix));
  return null;
}

/** `said` or `words.said`, where a field is named without its source: the source that was meant. Its read counts as used. */
function fieldByName(value: Expression, { dataset, reads }: DatasetScope, context: CheckContext): string | undefined {
  if (value.kind !== 'reference' || value.version !== null) return undefined;
  const [first, field] = value.path.map(({ text: word }) => word);
  if (field === undefined) return reads.length === 1 ? `column(${first})` : undefined;
  const read = reads.find(({ name }) => name === first);
  if (value.path.length > 2 || read === undefined) return undefined;
  context.used.add(`${dataset}/${read.name}`);
  return `${read.name}.column(${field})`;
}

function namedRead(name: Name, { dataset, reads }: DatasetScope, context: CheckContext): Read | null {
  const read = reads.find((candidate) => candidate.name === name.text);
  if (read !== undefined) {
    context.used.add(`${dataset}/${read.name}`);
    return read;
  }
  reportUnknownRead(name, dataset, reads, context);
  return null;
}

export function reportUnknownRead(name: Name, dataset: string, reads: readonly Read[], context: CheckContext): void {
  // Without any read that fact has been reported, and every column would repeat it.
  if (reads.length === 0 || context.partialDatasets.has(dataset)) return;
  const known = reads.map((candidate) => candidate.name);
  const meant = nearest(name.text, known);
  context.presumeMeant(meant === undefined ? undefined : `${dataset}/${meant}`);
  const fix = context.renaming(name.span, name.text, meant, known);
  const holes = { name: name.text, dataset, nearest: meant, known: known.join(', ') };
  context.addOnce(`${dataset}/${name.text}`, name.span, (related) => report.unknownRead(name.span, holes, { ...fix, related }));
}

function onlyRead(word: Name, { dataset, reads }: DatasetScope, context: CheckContext): Read | null {
  const [only, ...others] = reads;
  if (only !== undefined && others.length === 0) return only;
  const known = reads.map(({ name }) => name).join(', ');
  if (reads.length > 0 && !context.partialDatasets.has(dataset))
    context.add(report.whichRead(word.span, { dataset, source: word.text, known }));
  return null;
}

export const patternSchema: Schema = {
  positional: [],
  parameters: {
    pattern: text('A regular expression; its first group is the value. A field that it does not match is an error.', {
      isOptional: true,
    }),
  },
};

/** `column(name)`, `column(0)`, `column("with blanks", pattern = "^(.*)_[0-9]+$")`. */
export function fieldSource(
  value: Expression | null,
  example: string,
  scope: DatasetScope,
  context: CheckContext,
): FieldSource | null {
  const source = sourceCall(value, ['column'], example, scope, context);
  return source === null ? null : fieldOf(source, example, context);
}

export function fieldOf({ read, call }: SourceCall, example: string, context: CheckContext): FieldSource | null {
  const [first, ...rest] = call.arguments;
  const column = first === undefined ? null : columnName(first);
  if (column === null) {
    return expected(first ?? call, 'the name of a column, or its number from 0', example, context);
  }
  const { settings, isComplete, places } = readSettings('column', rest, patternSchema, call.span, context);
  const pattern = settings.pattern as string | null;
  if (pattern !== null && !isPattern(pattern)) {
    const holes = {
      name: 'pattern',
      owner: 'column',
      expected: 'a regular expression with a group in parentheses',
      found: `"${pattern}"`,
    };
    context.add(report.wrongValue(places.get('pattern') ?? call.span, holes));
    return null;
  }
  return isComplete ? { read: read.name, column, pattern, span: call.span } : null;
}

/** No table has more columns; a number above is a slip. */
export const highestColumn = 999_999;

export const isColumnNumber = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= highestColumn;

/** A column is named by a word, a text, or a whole number. */
export function columnName({ name, value }: Argument): string | number | null {
  if (name !== null) return null;
  if (value.kind === 'reference' && value.path.length === 1) return value.path[0]?.text ?? null;
  if (value.kind === 'string') return value.value;
  return value.kind === 'number' && value.unit === null && isColumnNumber(value.value) ? value.value : null;
}

function isPattern(pattern: string): boolean {
  try {
    return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 0) >= 2;
  } catch {
    return false;
  }
}
