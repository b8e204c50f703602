import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import { constantOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Column, Holdout } from '../model.ts';
import { wordIn } from '../values.ts';
import { groupNamed, labelNamed } from './split.ts';

const example = 'holdout 20% of train by video';

/** `holdout 20% of train by video stratified on emotion`: validation rows taken out of the training rows. */
export function checkHoldout(
  line: Declaration,
  dataset: string,
  columns: readonly Column[],
  context: CheckContext,
): Holdout | null {
  const of = line.clauses.find(({ word }) => word.text === 'of');
  const by = line.clauses.find(({ word }) => word.text === 'by');
  const stratified = line.clauses.find(({ word }) => word.text === 'stratified on');
  const groups = columns.filter(({ kind }) => kind === 'group');
  const group = by === undefined ? null : groupNamed(by.value, dataset, columns, context);
  const label = stratified === undefined ? null : labelNamed(stratified.value, dataset, columns, context);
  if (line.subject === null || of === undefined || wordIn(of.value) !== 'train') {
    if (!line.isRecovered) context.add(report.badSplit(line.span, { problem: '`holdout` takes a share of train', example }));
    return null;
  }
  const share = constantOf(line.subject, context);
  if (share === null) return null;
  const fraction = share.unit === '%' ? share.value / 100 : share.value;
  if (!(fraction > 0 && fraction < 1)) {
    context.add(
      report.badSplit(line.subject.span, { problem: `a share lies between 0% and 100%; found ${fraction * 100}%`, example }),
    );
    return null;
  }
  const [only] = groups;
  if (by === undefined && only !== undefined) {
    context.add(report.holdoutWithoutGroup(line.span, { column: only.name, share: `${fraction * 100}%` }));
  }
  return { fraction, by: group, stratifiedOn: label, span: line.span };
}
