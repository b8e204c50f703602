import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import { hasOwnValidation } from '../blocks/_stop.ts';
import { constantOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Column, Holdout, Split } from '../model.ts';
import { describe, wordIn } from '../values.ts';
import { groupNamed, labelNamed } from './own-column.ts';

/** `holdout 20% of train by video stratified on emotion`: validation rows taken out of the training rows. */
export function checkHoldout(
  line: Declaration,
  dataset: string,
  columns: readonly Column[],
  split: Split | null,
  context: CheckContext,
): Holdout | null {
  const of = line.clauses.find(({ word }) => word.text === 'of');
  const by = line.clauses.find(({ word }) => word.text === 'by');
  const stratified = line.clauses.find(({ word }) => word.text === 'stratified on');
  const group = by === undefined ? null : groupNamed(by.value, dataset, columns, context);
  const label = stratified === undefined ? null : labelNamed(stratified.value, dataset, columns, context);
  if (line.subject === null || of === undefined || wordIn(of.value) !== 'train') {
    const isReported = line.isRecovered || line.subject?.kind === 'missing' || of?.value.kind === 'missing';
    const found = line.subject === null ? 'nothing' : of === undefined ? describe(line.subject) : describe(of.value);
    if (!isReported) context.add(report.holdoutShare((of?.value ?? line.subject ?? line.word).span, { found }));
    return null;
  }
  const share = constantOf(line.subject, context);
  if (share === null) return null;
  const fraction = share.value / 100;
  if (share.unit !== '%' || !(fraction > 0 && fraction < 1)) {
    context.add(report.holdoutShare(line.subject.span, { found: describe(line.subject) }));
    return null;
  }
  if (split !== null && hasOwnValidation(split)) {
    const related = [{ at: split.span, label: 'validation rows come from here' }];
    context.add(report.holdoutBesideValidation(line.word.span, { dataset }, { related }));
  }
  return { fraction, by: group, stratifiedOn: label, span: line.span };
}
