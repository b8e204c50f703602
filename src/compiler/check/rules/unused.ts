import type { More, Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset } from '../model.ts';
import { type Mentions, mentionsIn } from './mentions.ts';

/**
 * What is declared and read by nothing. Ids name rows in predictions, heads are held against the loss, and an experiment is the spec
 * itself: none of them needs a user.
 *
 * In a spec where something is absent nothing is judged: it may be the user. In a spec with other mistakes every mention of a word counts as a use: its only user may have failed, and a second message would follow from
 * the first.
 */
export function reportUnused(datasets: ReadonlyMap<string, Dataset>, context: CheckContext): void {
  if (context.isPartial) return;
  const nothing: Mentions = { names: new Set(), columns: new Set(), members: new Set(), reads: new Set() };
  const mentions = context.diagnostics.length === 0 ? nothing : mentionsIn(context.bound);
  const { used, presumed, bound } = context;
  const isUsed = (name: string): boolean => used.has(name) || presumed.has(name) || mentions.names.has(name);
  for (const { name, role, declaration } of bound.symbols.values()) {
    if (role === 'experiment' || role === 'head' || declaration.isRecovered) continue;
    if (!isUsed(name.text) && !bound.contested.has(name.text))
      context.add(report.unusedName(name.span, { role, name: name.text }, { fix: [context.removalOf(declaration.span)] }));
  }
  for (const dataset of datasets.values()) {
    if (!isUsed(dataset.name)) continue;
    for (const { name, kind, span } of dataset.columns) {
      const key = `${dataset.name}.${name}`;
      const isRead = used.has(key) || presumed.has(key) || mentions.columns.has(key) || mentions.members.has(name);
      if (kind !== 'id' && !isRead)
        context.add(report.unusedColumn(span, { dataset: dataset.name, name }, withoutLine(dataset.name, span, context)));
    }
    for (const { name, span } of dataset.reads) {
      const key = `${dataset.name}/${name}`;
      if (dataset.reads.length > 1 && !used.has(key) && !presumed.has(key) && !mentions.reads.has(key))
        context.add(report.unusedName(span, { role: 'read', name }));
    }
  }
}

/** The line of a column is taken out whole. */
function withoutLine(dataset: string, at: Span, context: CheckContext): More {
  const lines = context.bound.symbols.get(dataset)?.declaration.body?.elements ?? [];
  const line = lines.find((element) => element.kind === 'declaration' && element.subject?.span.start === at.start);
  return line === undefined ? {} : { fix: [context.removalOf(line.span)] };
}
