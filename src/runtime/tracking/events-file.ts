import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { isSystemError } from '../files/read-checked.ts';
import { notWritten, writeWhole } from '../files/write-whole.ts';
import type { TrainEvent } from '../train/events.ts';
import type { Position } from '../train/position.ts';

/** The growing record of a run: one event a line, each with the time at which it happened. */
export interface EventsFile {
  append(event: TrainEvent, time: Date): void;
  close(): void;
}

/**
 * Opens the record of a run at its end.
 *
 * Appending throws a `Failure` where there is no space (E0902) or writing is refused (E0903); a line that was cut off by it, or by a power
 * cut, is removed by `rewind` when the run is resumed.
 */
export function openEvents(path: string, name: string): EventsFile {
  const descriptor = openSync(path, 'a');
  return {
    append(event, time) {
      const line = `${JSON.stringify({ time: time.toISOString(), ...event })}\n`;
      try {
        writeAll(descriptor, Buffer.from(line));
      } catch (error) {
        throw isSystemError(error) ? notWritten(error, name, line.length) : error;
      }
    },
    close: () => closeSync(descriptor),
  };
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

/**
 * Takes the record back to a position of training: what came after it was lost with the process and will happen again.
 *
 * Lines that are not whole go, too. Returns how many lines stayed.
 */
export function rewind(path: string, { step, epoch }: Position): number {
  if (!existsSync(path)) return 0;
  const kept = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && isBefore(line, step, epoch));
  writeWhole(path, kept.map((line) => `${line}\n`).join(''));
  return kept.length;
}

function isBefore(line: string, step: number, epoch: number): boolean {
  let event: Partial<Record<string, unknown>>;
  try {
    event = JSON.parse(line);
  } catch {
    return false;
  }
  const at = (name: string): number => (typeof event[name] === 'number' ? (event[name] as number) : 0);
  switch (event.type) {
    case 'epoch_start':
    case 'epoch_end':
      // The number of an epoch is that of those completed with it.
      return at('epoch') <= epoch;
    case 'checkpoint':
      return at('step') <= step && at('epoch') <= epoch;
    case 'step':
      return at('step') <= step;
    case 'summary':
    case 'interrupted':
    case 'error':
      return false;
    default:
      return true;
  }
}
