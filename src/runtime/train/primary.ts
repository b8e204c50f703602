import { findProtocol } from '../../compiler/catalogue/protocols/_lookup.ts';
import { findMetric } from '../metrics/evaluate.ts';
import type { HeadFacts } from './events.ts';

/** The metric of a protocol that stands for all of them where there is room for one. */
export function primaryOf(protocolName: string): Pick<HeadFacts, 'primary' | 'better'> {
  const protocol = findProtocol(protocolName);
  const metric = protocol === undefined ? undefined : findMetric(protocol.primary);
  if (protocol === undefined || metric === undefined) throw new Error(`no protocol is called ${protocolName} (a bug of emoc)`);
  return { primary: protocol.primary, better: metric.better };
}
