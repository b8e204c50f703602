import { intervalOf } from '../../../compiler/catalogue/schema.ts';
import type { TypedStep } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { FrontEndContext } from '../define-front-end.ts';

/**
 * Throws E0664 for features whose spread over the training split is 0, unless the step says `constant = zero`: then they become 0 in every row.
 */
export function checkConstant(
  spread: readonly number[],
  { kind, settings, span }: TypedStep,
  { encoder }: FrontEndContext,
  names: readonly string[] | undefined,
): void {
  if (settings.constant === 'zero') return;
  const constant = spread.flatMap((size, column) => (size === 0 ? [column] : []));
  if (constant.length === 0) return;
  const shown = constant.slice(0, 8).map((column) => (names === undefined ? `number ${column}` : `\`${names[column]}\``));
  const columns = `${shown.join(', ')}${constant.length > shown.length ? ', …' : ''}`;
  const range = 'range' in settings ? intervalOf(settings, 'range') : null;
  const holes = {
    encoder: encoder.name,
    count: constant.length,
    width: spread.length,
    columns,
    step: kind.name,
    settings: range === null ? '' : `${range.from}..${range.to}, `,
  };
  throw new Failure(report.constantColumn(span, holes));
}
