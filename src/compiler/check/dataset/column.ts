import { count, type Schema } from '../../catalogue/schema.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Name } from '../../parse/ast.ts';
import { plainRangeOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Column, ColumnBase } from '../model.ts';
import { readSettings } from '../settings.ts';
import { checkLabelColumn } from './label.ts';
import type { DatasetScope } from './scope.ts';
import { columnName, expected, fieldOf, fieldSource, highestColumn, isColumnNumber, sourceCall } from './source.ts';

type Checker = (line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext) => Column | null;

/** What each word of a column line makes of it. */
const checkers: Readonly<Record<string, Checker>> = {
  text: field('text', 'text said = column(transcript)', { kind: 'text' }),
  group: field('group', 'group speaker = column(speaker)', null),
  id: field('id', 'id clip = column(id)', null),
  audio,
  image,
  vec,
  number,
  label: checkLabelColumn,
};

/** Words whose columns are made of one field. */
const fieldWords = ['text', 'group', 'id', 'number', 'label'];

export const columnWords: readonly string[] = Object.keys(checkers);

/** One line of a data set that declares a column; `null` after reporting what is wrong with it. */
export function checkColumn(line: Declaration, scope: DatasetScope, context: CheckContext): Column | null {
  const name = context.wordOf(line.subject, 'a name for the column');
  if (name === null) return null;
  if (line.value === null) {
    if (!line.isRecovered) reportNoSource(line, name, scope, context);
    return null;
  }
  return (checkers[line.word.text] as Checker)(
    line,
    { name: name.text, doc: line.doc, type: null, span: name.span },
    scope,
    context,
  );
}

/** A column without a source is probably the field of the same name; where words take one field, and there is one table, that can be put in. */
function reportNoSource(line: Declaration, name: Name, { reads }: DatasetScope, context: CheckContext): void {
  const [what, isOfOneField] = [`${line.word.text} ${name.text}`, fieldWords.includes(line.word.text) && reads.length === 1];
  const source = `column(${isOfOneField ? name.text : '…'})`;
  const end = line.type?.span.end ?? name.span.end;
  const fix = isOfOneField ? { fix: [{ span: { ...name.span, start: end, end }, text: ` = ${source}` }] } : {};
  context.add(report.noValue(name.span, { what, example: `${what} = ${source}` }, fix));
}

function field(kind: 'text' | 'group' | 'id', example: string, type: ColumnBase['type']): Checker {
  return (line, base, scope, context) => {
    const source = fieldSource(line.value, example, scope, context);
    return source === null ? null : { ...base, kind, type, source };
  };
}

function audio(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const example = 'audio speech = file("{wav}")';
  const source = sourceCall(line.value, ['file', 'column'], example, scope, context);
  if (source === null) return null;
  const type = { kind: 'audio' } as const;
  if (source.word.text === 'column') {
    const from = fieldOf(source, example, context);
    return from === null ? null : { ...base, kind: 'audio', type, source: from };
  }
  const [template, ...rest] = source.call.arguments;
  if (template?.value.kind !== 'string' || template.name !== null || rest.length > 0) {
    const at = template === undefined ? source.call : template.value.kind === 'string' ? (rest[0] ?? template) : template;
    return expected(at, 'one text: a path with columns in braces', example, context);
  }
  return {
    ...base,
    kind: 'audio',
    type,
    source: { template: template.value.value, read: source.read.name, span: source.call.span },
  };
}

export const imageSchema: Schema = {
  positional: [],
  parameters: {
    height: count('Rows of the image.', { maximum: 4096 }),
    width: count('Columns of the image.', { maximum: 4096 }),
    channels: count('1 for gray, 3 for colour.', { default: 1, maximum: 4 }),
  },
};

function image(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const example = 'image face = pixels(x, height = 48, width = 48)';
  const source = sourceCall(line.value, ['pixels'], example, scope, context);
  if (source === null) return null;
  const [first, ...rest] = source.call.arguments;
  const column = first === undefined ? null : columnName(first);
  if (column === null) {
    return expected(first ?? source.call, 'the column that holds the images', example, context);
  }
  const { settings, isComplete } = readSettings('pixels', rest, imageSchema, source.call.callee.span, context);
  if (!isComplete) return null;
  const size = { height: settings.height as number, width: settings.width as number, channels: settings.channels as number };
  const from = { read: source.read.name, column, pattern: null, span: source.call.span };
  return { ...base, kind: 'image', type: { kind: 'image', ...size }, source: from, ...size };
}

function vec(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const example = 'vec voice = columns(0..72)';
  const source = sourceCall(line.value, ['columns'], example, scope, context);
  if (source === null) return null;
  const [range, ...rest] = source.call.arguments;
  if (range?.value.kind !== 'range' || rest.length > 0) {
    const at = range?.value.kind === 'range' ? (rest[0] ?? range) : (range ?? source.call);
    return expected(at, 'a range of column numbers, both ends included', example, context);
  }
  const ends = plainRangeOf(range.value, context);
  if (ends === null) return null;
  const [from, to] = ends;
  if (!isColumnNumber(from) || !isColumnNumber(to) || to < from)
    return expected(range, `a range of column numbers from 0 to ${highestColumn}`, example, context);
  return {
    ...base,
    kind: 'vec',
    type: { kind: 'vec', width: to - from + 1 },
    read: source.read.name,
    from,
    to,
  };
}

function number(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const example = 'number valence = column(val) in 1..5';
  const source = fieldSource(line.value, example, scope, context);
  const range = line.clauses.find(({ word }) => word.text === 'in');
  if (range === undefined) return source === null ? null : { ...base, kind: 'number', source, minimum: null, maximum: null };
  if (range.value.kind === 'missing') return null;
  if (range.value.kind !== 'range') return expected(range, 'a range of numbers', example, context);
  const ends = plainRangeOf(range.value, context);
  if (source === null || ends === null) return null;
  const [minimum, maximum] = ends;
  if (minimum >= maximum) return expected(range, 'a range whose left end is the smaller one', example, context);
  return { ...base, kind: 'number', source, minimum, maximum };
}
