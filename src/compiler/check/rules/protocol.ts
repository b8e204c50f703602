import type { Protocol } from '../../catalogue/define-protocol.ts';
import { findProtocol, protocolFit, protocolId } from '../../catalogue/protocols/_lookup.ts';
import { protocols } from '../../catalogue/protocols/index.generated.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { CheckedHead } from '../blocks/head.ts';
import type { CheckContext } from '../context.ts';
import type { Experiment, Head } from '../model.ts';

/** Gives every head the protocol of the experiment; heads that it cannot score are reported together, since the protocol is one mistake. */
export function withProtocol(checked: readonly CheckedHead[], experiment: Experiment, context: CheckContext): readonly Head[] {
  const protocol = experiment.protocol === null ? undefined : findProtocol(experiment.protocol);
  if (protocol === undefined) return checked.map(({ head }) => head);
  const misfits = checked.filter((one) => fitOf(protocol, one) !== 'fits');
  const [first, ...others] = misfits;
  if (first !== undefined) {
    const isRange = fitOf(protocol, first) === 'wrong_range';
    const { minimum, maximum } = protocol.labelRange ?? { minimum: 0, maximum: 0 };
    const sort = { classify: 'classifiers', regress: 'regressions' }[protocol.for];
    const fitting = protocols.find((other) => misfits.every((one) => fitOf(other, one) === 'fits'));
    const holes = {
      protocol: protocolId(protocol),
      expected: isRange ? `targets declared in ${minimum}..${maximum}` : sort,
      head: first.head.name,
      found: isRange ? rangeText(first) : first.head.kind.target === 'label' ? 'a classifier' : 'a regression',
      suggestion: fitting === undefined ? undefined : protocolId(fitting),
    };
    const related = others.map(({ head }) => ({ at: head.span, label: 'neither does it fit this head' }));
    context.add(report.protocolDoesNotFit(experiment.span, holes, { related }));
  }
  return checked.map((one) => (misfits.includes(one) ? one.head : { ...one.head, protocol: protocolId(protocol) }));
}

function rangeText({ column }: CheckedHead): string {
  const range = rangeOf(column);
  return range === undefined ? 'trained on a target without a range' : `trained on ${range.minimum}..${range.maximum}`;
}

const rangeOf = (column: CheckedHead['column']) =>
  column.kind === 'number' && column.minimum !== null && column.maximum !== null
    ? { minimum: column.minimum, maximum: column.maximum }
    : undefined;

const fitOf = (protocol: Protocol, { head, column }: CheckedHead) =>
  protocolFit(protocol, { kind: head.kind.target === 'label' ? 'classify' : 'regress', labels: rangeOf(column) });
