import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Entry, Name, Pattern } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Column, ColumnBase, MappingEntry } from '../model.ts';
import { wordIn } from '../values.ts';
import type { DatasetScope } from './read.ts';
import { fieldSource } from './source.ts';

const example = 'label hate: hatefulness = column(hate) { 0 -> no, 1 -> yes }';

/** `label hate: hatefulness = column(hate) { 0 -> no, 1 -> yes }`; without a mapping the field holds the labels' own names. */
export function checkLabelColumn(line: Declaration, base: ColumnBase, scope: DatasetScope, context: CheckContext): Column | null {
  const source = fieldSource(line.value, example, scope, context);
  if (line.type === null) {
    if (!line.isRecovered)
      context.add(report.badColumn(line.span, { problem: `the label \`${base.name}\` does not say its label set`, example }));
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
  const seen = new Map<string, Pattern>();
  const reached = new Set<string>();
  const mapping: MappingEntry[] = [];
  for (const { patterns, target } of entries) {
    for (const pattern of patterns) {
      const key = keyOf(pattern);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, pattern);
      else
        context.add(
          report.mappedTwice(pattern.span, { value: key }, { related: [{ at: earlier.span, label: 'mapped here first' }] }),
        );
    }
    const word = target.kind === 'string' ? target.value : wordIn(target);
    if (target.kind === 'missing') continue;
    if (word === null || (word !== 'drop' && !labels.includes(word))) {
      const meant = word === null ? undefined : nearest(word, labels);
      const fix = meant === undefined ? {} : { fix: [{ span: target.span, text: meant }] };
      context.add(
        report.mappingToNoLabel(
          target.span,
          { label: word ?? '…', set: set.text, nearest: meant, known: labels.join(', ') },
          fix,
        ),
      );
      if (meant !== undefined) reached.add(meant);
      continue;
    }
    reached.add(word);
    mapping.push({ patterns, target: word === 'drop' && !labels.includes('drop') ? null : word });
  }
  const missing = labels.filter((label) => !reached.has(label));
  if (!line.isRecovered)
    for (const label of missing) context.add(report.missingMapping(line.type?.span ?? line.span, { label, set: set.text }));
  return mapping;
}

const keyOf = (pattern: Pattern): string =>
  pattern.kind === 'any' ? '*' : pattern.kind === 'text' ? `"${pattern.text}"` : `${pattern.operator} ${pattern.bound}`;
