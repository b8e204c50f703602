import type { HeadFacts, PlanFacts, TrainEvent } from '../runtime/train/events.ts';
import { epochLine, interruptedLine, planLine, summaryLines } from './lines.ts';
import type { Reporter } from './reporter.ts';

export interface PlainOutput {
  readonly print: (line: string) => void;
  /** Shows diagnostics, which are no result. */
  readonly showMistake: (event: Extract<TrainEvent, { type: 'error' | 'warning' }>) => void;
}

/** One line for each thing worth knowing: what a log file wants to hold. */
export function plainReporter({ print, showMistake }: PlainOutput): Reporter {
  let plan: PlanFacts | null = null;
  let epochs = 0;
  const extracted = new Set<string>();
  const heads = (): readonly HeadFacts[] => plan?.heads ?? [];
  return {
    event(event) {
      switch (event.type) {
        case 'run_start':
          epochs = event.epochs;
          return;
        case 'data':
          // A line when it begins and none for every clip.
          if (!extracted.has(event.encoder)) print(`features of ${event.encoder}: ${event.total} to compute`);
          extracted.add(event.encoder);
          return;
        case 'plan':
          plan = event;
          return print(planLine(event));
        case 'epoch_end':
          return print(epochLine(event, epochs, heads()));
        case 'summary':
          return print(summaryLines(event, plan).join('\n'));
        case 'interrupted':
          return print(interruptedLine(event));
        case 'warning':
        case 'error':
          return showMistake(event);
        default:
          return;
      }
    },
    close: async () => {},
  };
}
