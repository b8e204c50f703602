import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset } from '../model.ts';
import { mentionsIn } from './mentions.ts';

/** What is declared and read by nothing. Ids name rows in predictions, and an experiment is the spec itself: neither needs a user. */
export function reportUnused(datasets: ReadonlyMap<string, Dataset>, context: CheckContext): void {
  const mentions = mentionsIn(context.bound);
  const isUsed = (name: string): boolean =>
    mentions.names.has(name) || context.presumed.has(name) || context.bound.contested.has(name);
  for (const { name, role, declaration } of context.bound.symbols.values()) {
    if (role === 'experiment' || role === 'head' || declaration.isRecovered || isUsed(name.text)) continue;
    context.add(report.unusedName(name.span, { role, name: name.text }));
  }
  for (const dataset of datasets.values()) {
    if (!mentions.names.has(dataset.name)) continue;
    for (const column of dataset.columns) {
      const key = `${dataset.name}.${column.name}`;
      if (column.kind === 'id' || mentions.columns.has(key) || context.presumed.has(key)) continue;
      context.add(report.unusedColumn(column.span, { dataset: dataset.name, name: column.name }));
    }
  }
}
