import { findProtocol } from '../../catalogue/protocols/_lookup.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Head, Monitor } from '../model.ts';

/** What `val.loss` or `val.HEAD.METRIC` means. With one head its name may be left out: `val.macro_f1`. */
export function monitorOf(text: string | undefined, at: Span, heads: ReadonlyMap<string, Head>, context: CheckContext): Monitor {
  if (text === undefined || text === 'val.loss') return { kind: 'loss' };
  const [split, ...rest] = text.split('.');
  const only = heads.size === 1 ? [...heads.keys()][0] : undefined;
  const [name, metric] = rest.length === 2 ? [rest[0], rest[1]] : [only, rest[0]];
  const head = name === undefined ? undefined : heads.get(name);
  const metrics = head === undefined ? undefined : findProtocol(head.protocol)?.metrics;
  if (split === 'val' && head !== undefined && metric !== undefined && metrics?.includes(metric) === true)
    return { kind: 'metric', head: head.name, metric };
  // A head that failed its own check would be reported twice.
  const isSilent = split === 'val' && name !== undefined && head === undefined && context.namesOf('head').includes(name);
  if (!isSilent) context.add(report.unknownMonitor(at, { found: text, head: head?.name, metrics: metrics?.join(', ') }));
  return { kind: 'loss' };
}
