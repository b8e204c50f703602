import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset } from '../model.ts';

/** What is declared and read by nothing. Ids name rows in predictions, and an experiment is the spec itself: neither needs a user. */
export function reportUnused(datasets: ReadonlyMap<string, Dataset>, context: CheckContext): void {
  for (const { name, role, declaration } of context.bound.symbols.values()) {
    if (role === 'experiment' || role === 'head' || context.used.has(name.text) || declaration.isRecovered) continue;
    context.add(report.unusedName(name.span, { role, name: name.text }));
  }
  for (const dataset of datasets.values()) {
    if (!context.used.has(dataset.name)) continue;
    for (const column of dataset.columns) {
      if (column.kind === 'id' || context.usedColumns.has(`${dataset.name}.${column.name}`)) continue;
      context.add(report.unusedColumn(column.span, { dataset: dataset.name, name: column.name }));
    }
  }
}
