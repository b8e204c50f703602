import type { Dataset } from '../../compiler/check/model.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { rowsOn, type Sides } from './splits/sides.ts';
import { excerpt } from './tables/number-failures.ts';

/** Warning W0650 where texts of the test split are in training, too, letter by letter but for blanks at the ends; `null` where none is. */
export function repeatedTexts(dataset: Dataset, texts: readonly string[], sides: Sides): Diagnostic | null {
  const seen = new Set<string>();
  for (const row of rowsOn(sides, 'train')) seen.add((texts[row] as string).trim());
  const repeated = Array.from(rowsOn(sides, 'test'), (row) => (texts[row] as string).trim()).filter((text) => seen.has(text));
  const [example] = repeated;
  if (example === undefined) return null;
  const holes = { count: repeated.length, dataset: dataset.name, example: excerpt(example) };
  return report.sameTextOnTwoSides(dataset.split.span, holes);
}
