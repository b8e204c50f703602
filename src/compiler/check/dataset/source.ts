import { type Schema, text } from '../../catalogue/schema.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Argument, Call, Expression, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { FieldSource, Read } from '../model.ts';
import { readSettings } from '../settings.ts';
import type { DatasetScope } from './read.ts';

/** `column(val)`, `words.column(3)`: the source's word, its read, and the arguments. */
export interface SourceCall {
  readonly word: Name;
  readonly read: Read;
  readonly call: Call;
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
  const expected = words.map((word) => `\`${word}(…)\``).join(' or ');
  if (value.kind !== 'call') {
    context.add(report.badColumn(value.span, { problem: `${expected} is expected here`, example }));
    return null;
  }
  const path = value.callee.path;
  const word = path[path.length - 1] as Name;
  if (path.length > 2 || !words.includes(word.text)) {
    context.add(
      report.badColumn(value.callee.span, {
        problem: `${expected} is expected here; found \`${path.map(({ text: part }) => part).join('.')}(…)\``,
        example,
      }),
    );
    return null;
  }
  const read = path.length === 2 ? namedRead(path[0] as Name, scope, context) : onlyRead(word, scope, context);
  return read === null ? null : { word, read, call: value };
}

function namedRead(name: Name, { dataset, reads }: DatasetScope, context: CheckContext): Read | null {
  const read = reads.find((candidate) => candidate.name === name.text);
  if (read !== undefined) return read;
  const known = reads.map((candidate) => candidate.name);
  const meant = nearest(name.text, known);
  const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
  context.add(report.unknownRead(name.span, { name: name.text, dataset, nearest: meant, known: known.join(', ') }, fix));
  return null;
}

function onlyRead(word: Name, { dataset, reads }: DatasetScope, context: CheckContext): Read | null {
  if (reads.length === 1) return reads[0] as Read;
  context.add(report.whichRead(word.span, { dataset, source: word.text, known: reads.map(({ name }) => name).join(', ') }));
  return null;
}

const patternSchema: Schema = {
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
    if (first?.value.kind !== 'missing')
      context.add(
        report.badColumn((first ?? call).span, { problem: '`column` takes the name of a column, or its number from 0', example }),
      );
    return null;
  }
  const { settings, isComplete } = readSettings('column', rest, patternSchema, call.span, context);
  const pattern = settings.pattern as string | null;
  if (pattern !== null && !isPattern(pattern)) {
    context.add(
      report.badColumn(call.span, {
        problem: `"${pattern}" is not a regular expression with one group`,
        example: 'column(clip, pattern = "^(.*)_[0-9]+$")',
      }),
    );
    return null;
  }
  return isComplete ? { read: read.name, column, pattern, span: call.span } : null;
}

/** A column is named by a word, a text, or a whole number. */
export function columnName({ name, value }: Argument): string | number | null {
  if (name !== null) return null;
  if (value.kind === 'reference' && value.path.length === 1) return value.path[0]?.text ?? null;
  if (value.kind === 'string') return value.value;
  return value.kind === 'number' && value.unit === null && Number.isInteger(value.value) ? value.value : null;
}

function isPattern(pattern: string): boolean {
  try {
    return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 0) >= 2;
  } catch {
    return false;
  }
}
