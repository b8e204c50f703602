import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Entry, Name, Pattern } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Column, ColumnBase, MappingEntry } from '../model.ts';
import { describe, wordIn } from '../values.ts';
import type { DatasetScope } from './scope.ts';
import { fieldSource } from './source.ts';

const example = 'label hate: hatefulness = column(hate) { 0 -> no, 1 -> yes }';

/** `label hate: hatefulness = column(hate) { 0 -> no, 1 -> yes }`; without a mapping the field holds the labels' own names. */
export function checkLabelColumn(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const source = fieldSource(line.value, example, scope, context);
  if (line.type === null) {
    if (!line.isRecovered) context.add(report.labelWithoutSet(base.span, { label: base.name, example }));
    return null;
  }
  const symbol = context.resolve(line.type, ['label set']);
  const labels = symbol === null ? undefined : context.labelSets.get(symbol.name.text);
  if (source === null || labels === undefined) return null;
  const mapping = line.body === null ? null : checkMapping(line.body.entries, line.type, labels, line, context);
  return { ...base, kind: 'label', source, labels, mapping };
}

function checkMapping(
  entries: readonly Entry[],
  set: Name,
  labels: readonly string[],
  line: Declaration,
  context: CheckContext,
): MappingEntry[] {
  const reached = new Set<string>();
  const mapping: MappingEntry[] = [];
  reportRepeatedPatterns(entries, context);
  for (const { patterns, target } of entries) {
    const word = target.kind === 'string' ? target.value : wordIn(target);
    if (target.kind === 'missing') continue;
    if (word !== null && labels.includes(word)) {
      reached.add(word);
      mapping.push({ patterns, target: word });
    } else if (word === 'drop') mapping.push({ patterns, target: null });
    else {
      const meant = word === null ? undefined : nearest(word, labels);
      const fix = context.renaming(target.span, word ?? '', meant, labels);
      const holes = { label: word ?? describe(target), set: set.text, nearest: meant, known: labels.join(', ') };
      context.add(report.mappingToNoLabel(target.span, holes, fix));
      if (meant !== undefined) reached.add(meant);
    }
  }
  const missing = labels.filter((label) => !reached.has(label));
  if (missing.length > 0 && !line.isRecovered) {
    const names = missing.map((label) => `\`${label}\``).join(', ');
    context.add(report.missingMapping(set.span, { labels: names, set: set.text }));
  }
  return mapping;
}

/** Entries are tried in order: a pattern that stood before, or that comes after `*`, never applies. */
function reportRepeatedPatterns(entries: readonly Entry[], context: CheckContext): void {
  const seen = new Map<string, Pattern>();
  for (const pattern of entries.flatMap(({ patterns }) => patterns)) {
    const key = textOf(pattern);
    const earlier = seen.get('*') ?? seen.get(key);
    if (earlier === undefined) seen.set(key, pattern);
    else {
      const related = [{ at: earlier.span, label: 'mapped here first' }];
      context.add(report.mappedTwice(pattern.span, { value: key }, { related }));
    }
  }
}

const textOf = (pattern: Pattern): string =>
  pattern.kind === 'any' ? '*' : pattern.kind === 'text' ? pattern.text : `${pattern.operator} ${pattern.bound}`;
