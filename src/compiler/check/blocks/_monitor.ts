import { findProtocol } from '../../catalogue/protocols/_lookup.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { nearest, rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { CheckContext } from '../context.ts';
import type { Head, Monitor } from '../model.ts';

/** What `val.loss` or `val.HEAD.METRIC` means. With one head its name may be left out: `val.macro_f1`. */
export function monitorOf(text: string, at: Span, heads: ReadonlyMap<string, Head>, context: CheckContext): Monitor {
  const known = monitorsOf(heads);
  const found = known.get(text);
  if (found !== undefined) return found;
  // A head that failed its own check has no metrics yet; what is said about it would follow from that.
  const isWhole = context.namesOf('head').every((name) => heads.has(name));
  if (isWhole) {
    const meant = nearest(text, known.keys());
    const fix = rewording(at, text, meant, known.keys());
    const names = [...known.keys()].filter((name) => name !== 'val.loss');
    context.add(report.unknownMonitor(at, { found: text, nearest: meant, known: names.slice(0, 12).join(', ') }, fix));
  }
  return { kind: 'loss' };
}

/** Everything that can be watched, by the name that a spec writes. */
export function monitorsOf(heads: ReadonlyMap<string, Head>): ReadonlyMap<string, Monitor> {
  const monitors = new Map<string, Monitor>([['val.loss', { kind: 'loss' }]]);
  for (const { name, protocol } of heads.values()) {
    for (const metric of findProtocol(protocol)?.metrics ?? []) {
      monitors.set(`val.${name}.${metric}`, { kind: 'metric', head: name, metric });
      if (heads.size === 1) monitors.set(`val.${metric}`, { kind: 'metric', head: name, metric });
    }
  }
  return monitors;
}
