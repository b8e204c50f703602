import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Encoder, Head } from '../model.ts';

/** A batch holds rows of one data set: all encoders and heads must read the same. */
export function reportSeveralDatasets(
  heads: ReadonlyMap<string, Head>,
  encoders: ReadonlyMap<string, Encoder>,
  context: CheckContext,
): void {
  const readers = [...encoders.values(), ...heads.values()];
  const names = [...new Set(readers.map(({ dataset }) => dataset))];
  const first = readers[0];
  const stranger = readers.find(({ dataset }) => dataset !== first?.dataset);
  // A fusion or a head over both has been reported at the place where they meet.
  const isReported = context.diagnostics.some(({ name }) => name === 'different-datasets' || name === 'foreign-target');
  if (first === undefined || stranger === undefined || isReported) return;
  const related = [{ at: first.span, label: `reads \`${first.dataset}\`` }];
  const holes = { count: names.length, datasets: names.join(', ') };
  context.add(report.severalDatasets(stranger.span, holes, { related }));
}
