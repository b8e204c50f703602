import { axisOf, type ModalityType, printType } from '../../catalogue/types.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Input } from '../blocks/_source.ts';
import type { CheckContext } from '../context.ts';

/** Whether step t of every sequence among the inputs is the same moment: one clock, and one length. Reports the first that is not. */
export function areAligned(fusion: string, inputs: readonly Input[], context: CheckContext): boolean {
  const [first, ...others] = inputs.filter(({ source }) => source.output.kind === 'seq');
  const stranger = others.find(({ source }) => first !== undefined && !isSameTime(first.source.output, source.output));
  if (first === undefined || stranger === undefined) return true;
  const [one, other] = [first.source, stranger.source];
  const holes = { fusion, one: one.name, clock: timeOf(one.output), other: other.name, otherClock: timeOf(other.output) };
  context.add(report.notAligned(stranger.at, holes, { related: [{ at: first.at, label: timeOf(one.output) }] }));
  return false;
}

function isSameTime(one: ModalityType, other: ModalityType): boolean {
  if (one.kind !== 'seq' || other.kind !== 'seq' || one.clock !== other.clock) return false;
  return axisOf(one.length) === axisOf(other.length);
}

/** `seq[10, 136] of frames every 1000 ms` */
const timeOf = (type: ModalityType): string => `${printType(type)}${type.kind === 'seq' ? ` of ${type.clock}` : ''}`;
