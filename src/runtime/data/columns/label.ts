import type { Column } from '../../../compiler/check/model.ts';
import { nearest } from '../../../compiler/diagnostics/nearest.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Comparison, Pattern } from '../../../compiler/parse/ast.ts';
import { printText } from '../../../compiler/parse/print-expression.ts';
import { decimalOf } from '../../numbers/decimal.ts';
import { placeIn, type ReadViews, textsOf, viewOf } from '../read-view.ts';
import { excerpt } from '../tables/number-failures.ts';

type LabelColumn = Extract<Column, { readonly kind: 'label' }>;

/** Number of a row whose value is mapped to nothing. */
export const dropped = -1;

/**
 * Label numbers, one a row of the data set; `dropped` where the mapping says so.
 *
 * Texts lose the blanks round them. Entries of the mapping are tried in order; without one the text has to be the name of a label. Throws
 * E0655 for a value that nothing matches.
 */
export function loadLabels(column: LabelColumn, views: ReadViews): Int32Array {
  const numberOf = new Map<string, number>();
  return Int32Array.from(textsOf(views, column.source), (text, row) => {
    let number = numberOf.get(text);
    if (number === undefined) {
      number = labelOf(text.trim(), column);
      if (number === undefined) throw unknown(column, views, row, text.trim());
      numberOf.set(text, number);
    }
    return number;
  });
}

function labelOf(text: string, { labels, mapping }: LabelColumn): number | undefined {
  if (mapping === null) return known(labels.indexOf(text));
  const entry = mapping.find(({ patterns }) => patterns.some((pattern) => matches(pattern, text)));
  if (entry === undefined) return undefined;
  return entry.target === null ? dropped : known(labels.indexOf(entry.target));
}

const known = (index: number): number | undefined => (index < 0 ? undefined : index);

function matches(pattern: Pattern, text: string): boolean {
  if (pattern.kind === 'any') return true;
  if (pattern.kind === 'text') return pattern.text === text;
  const value = decimalOf(text);
  return !Number.isNaN(value) && comparisons[pattern.operator](value, pattern.bound);
}

const comparisons: Readonly<Record<Comparison, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '==': (value, bound) => value === bound,
  '!=': (value, bound) => value !== bound,
};

function unknown({ name, source, labels, mapping }: LabelColumn, views: ReadViews, row: number, text: string): Failure {
  const { file, line } = placeIn(viewOf(views, source.read), row);
  const values = mapping === null ? labels : mapping.flatMap(({ patterns }) => patterns.flatMap(shown));
  const found = text === '' ? 'an empty field' : `\`${excerpt(text)}\``;
  const meant = nearest(text, values);
  const asText = meant !== undefined ? undefined : /^[A-Za-z_]\w*$|^\d+$/.test(text) ? text : printText(text);
  const holes = { file, line, column: source.column, found, labels: name, expected: oneOf(values) };
  return new Failure(report.unknownLabel({ file, line, column: source.column }, { ...holes, nearest: meant, asText }));
}

const shown = (pattern: Pattern): readonly string[] =>
  pattern.kind === 'any' ? [] : pattern.kind === 'text' ? [pattern.text] : [`${pattern.operator} ${pattern.bound}`];

/** `a, b or c` for a message, at most a dozen of them. */
export function oneOf(values: readonly string[]): string {
  const few = values.slice(0, 12);
  const last = values.length > few.length ? `${values.length - few.length} more` : few.pop();
  return few.length === 0 ? String(last) : `${few.join(', ')} or ${last}`;
}
