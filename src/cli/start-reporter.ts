import type { TrainEvent } from '../runtime/train/events.ts';
import { jsonReporter } from '../ui/json.ts';
import { type PlainOutput, plainReporter } from '../ui/plain.ts';
import { chooseReporter, type Reporter, type ReporterName } from '../ui/reporter.ts';
import type { Console } from './console.ts';

/** Starts showing a run. The screen's code is loaded meanwhile and catches up; a run never waits for it. */
export function startReporter(wanted: 'auto' | ReporterName, console: Console): Reporter {
  const { output, errors, environment } = console;
  const isTerminal = output.isTerminal && errors.isTerminal;
  const chosen = chooseReporter(wanted, { isTerminal, columns: errors.columns, environment });
  if (chosen === 'json') return jsonReporter(console.print);
  const plain: PlainOutput = { print: console.print, showMistake: (event) => mistakes.push(showMistake(event, console)) };
  const mistakes: Promise<void>[] = [];
  const reporter = chosen === 'plain' ? plainReporter(plain) : lateReporter(loadInk(plain, console));
  return {
    event: (event) => reporter.event(event),
    async close() {
      await reporter.close();
      await Promise.all(mistakes);
    },
  };
}

async function showMistake(event: Extract<TrainEvent, { type: 'error' | 'warning' }>, console: Console): Promise<void> {
  const { showPretty } = await import('./show-diagnostics.ts');
  const diagnostics = event.type === 'error' ? event.diagnostics : [event.diagnostic];
  showPretty(diagnostics, new Map(Object.entries(event.sources ?? {})), console);
}

async function loadInk(plain: PlainOutput, console: Console): Promise<Reporter> {
  // React's development build takes several times as long; the choice is made when it is loaded.
  process.env.NODE_ENV ??= 'production';
  const [{ inkReporter }, { isUnicodeLocale }] = await Promise.all([import('../ui/ink.tsx'), import('./show-diagnostics.ts')]);
  return inkReporter({ ...plain, stream: console.errors.stream, isUnicode: isUnicodeLocale(console.environment) });
}

/** A reporter that is still being loaded: what happens until then is told when it is there. */
function lateReporter(loading: Promise<Reporter>): Reporter {
  let reporter: Reporter | null = null;
  let waiting: TrainEvent[] = [];
  const ready = loading.then((loaded) => {
    reporter = loaded;
    for (const event of waiting) loaded.event(event);
    waiting = [];
    return loaded;
  });
  return {
    event(event) {
      if (reporter === null) waiting.push(event);
      else reporter.event(event);
    },
    close: async () => (await ready).close(),
  };
}
