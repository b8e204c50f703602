import { render } from 'ink';
import type { PlanFacts, TrainEvent } from '../runtime/train/events.ts';
import type { Frame } from './components/frame.ts';
import { interruptedLine, planLine, summaryLines } from './lines.ts';
import type { PlainOutput } from './plain.ts';
import { narrowest, type Reporter } from './reporter.ts';
import { Screen } from './screen.tsx';
import { afterEvent, emptyView } from './view.ts';

export interface InkOutput extends PlainOutput {
  readonly stream: NodeJS.WriteStream;
  readonly isUnicode: boolean;
}

/** Redraws a second: more is not seen, and every one costs the machine that trains. */
const framesPerS = 10;

/**
 * The screen of a terminal. It draws on the error stream; what stays after the run (the summary, mistakes) is printed when the screen is
 * closed, so that nothing ever writes into it.
 */
export function inkReporter({ stream, isUnicode, print, showMistake }: InkOutput): Reporter {
  let view = emptyView;
  let plan: PlanFacts | null = null;
  let timer: NodeJS.Timeout | null = null;
  const after: (() => void)[] = [];
  const frameNow = (): Frame => ({ columns: Math.max(narrowest, stream.columns > 0 ? stream.columns : 80), isUnicode });
  const element = (isEnded: boolean) => <Screen view={view} frame={frameNow()} isEnded={isEnded} />;
  const screen = render(element(false), { stdout: stream, exitOnCtrlC: false, patchConsole: false, maxFps: framesPerS });

  const draw = (): void => {
    timer = null;
    screen.rerender(element(false));
  };
  const keep = (event: TrainEvent): void => {
    if (event.type === 'plan') plan = event;
    if (event.type === 'plan' && event.isResumed) after.push(() => print(planLine(event)));
    if (event.type === 'warning' || event.type === 'error') after.push(() => showMistake(event));
    if (event.type === 'interrupted') after.push(() => print(interruptedLine(event)));
    if (event.type === 'summary') after.push(() => print(summaryLines(event, plan).join('\n')));
  };
  return {
    event(event) {
      view = afterEvent(view, event);
      keep(event);
      timer ??= setTimeout(draw, 1000 / framesPerS);
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      screen.rerender(element(true));
      screen.unmount();
      await screen.waitUntilExit();
      for (const show of after) show();
    },
  };
}
