import { renderJson } from '../compiler/diagnostics/render/json.ts';
import type { TrainEvent } from '../runtime/train/events.ts';
import type { Reporter } from './reporter.ts';

/**
 * One JSON object a line. The first says the format's version, the last of a run that went well is `{ "type": "summary", … }` with
 * `metrics: { SPLIT: { HEAD: { METRIC: value } } }`; a figure that is undefined is `null`.
 */
export function jsonReporter(print: (line: string) => void): Reporter {
  print(JSON.stringify({ type: 'version', format_version: 1 }));
  return {
    event: (event) => print(JSON.stringify(withPositions(event))),
    close: async () => {},
  };
}

/** Diagnostics as other programs read them: lines and columns in place of offsets. */
function withPositions(event: TrainEvent): unknown {
  if (event.type === 'warning') {
    const sources = new Map(Object.entries(event.sources ?? {}));
    return { type: 'warning', ...renderJson([event.diagnostic], sources).diagnostics[0] };
  }
  if (event.type !== 'error') return event;
  return { type: 'error', diagnostics: renderJson(event.diagnostics, new Map(Object.entries(event.sources))).diagnostics };
}
