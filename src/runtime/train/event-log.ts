import { type EventsFile, openEvents, rewind } from '../tracking/events-file.ts';
import { nameIn, pathIn, type RunFolder } from '../tracking/run-folder.ts';
import type { Emit, TrainEvent } from './events.ts';
import type { Position } from './position.ts';

/** Passes events on to a listener and keeps them in the run folder; what happens before there is one is written when there is. */
export class EventLog {
  readonly #listener: Emit;
  readonly #now: () => Date;
  #waiting: { readonly event: TrainEvent; readonly time: Date }[] = [];
  #file: EventsFile | null = null;

  constructor(listener: Emit, now: () => Date) {
    this.#listener = listener;
    this.#now = now;
  }

  readonly emit: Emit = (event) => {
    this.#listener(event);
    const time = this.#now();
    if (this.#file === null) this.#waiting.push({ event, time });
    else this.#file.append(event, time);
  };

  /** Opens the record of the run; with a position it is taken back to it first. */
  open(folder: RunFolder, resumed: Position | null): void {
    if (resumed !== null) rewind(pathIn(folder, 'events'), resumed);
    this.#file = openEvents(pathIn(folder, 'events'), nameIn(folder, 'events'));
    for (const { event, time } of this.#waiting) this.#file.append(event, time);
    this.#waiting = [];
  }

  /** Writes a last event where that is still possible: after a full disk it is not, and the listener has heard it anyway. */
  close(last: TrainEvent | null): void {
    if (last !== null) {
      this.#listener(last);
      try {
        this.#file?.append(last, this.#now());
      } catch {
        // The mistake that is being told is most likely this very one.
      }
    }
    this.#file?.close();
    this.#file = null;
  }
}
