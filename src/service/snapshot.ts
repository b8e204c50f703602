import { type Inspection, inspect, type Source } from '../compiler/compile.ts';
import { type Occurrence, occurrencesIn } from './names.ts';
import { type Sizes, sizesOf } from './sizes.ts';

/**
 * One version of a spec with everything that the compiler found out about it. It never changes.
 *
 * Every feature of the service is a pure function of a snapshot and an offset (UTF-16, from 0), so it can be asked without an editor.
 */
export interface Snapshot extends Source, Inspection {
  /** Found when it is first asked for. */
  readonly occurrences: () => readonly Occurrence[];
  readonly sizes: () => Sizes;
}

export function takeSnapshot(source: Source): Snapshot {
  const inspection = inspect(source);
  return {
    ...inspection,
    ...source,
    occurrences: lazily(() => occurrencesIn(inspection)),
    sizes: lazily(() => sizesOf(inspection.parts)),
  };
}

function lazily<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The piece of a text that changed: `[start, oldEnd)` became `[start, newEnd)`. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The smallest single change that makes one text the other; an empty one at the end where they are the same. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let kept = 0;
  while (kept < shorter - start && before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept))
    kept += 1;
  return { start, oldEnd: before.length - kept, newEnd: after.length - kept };
}

/** Where an offset of the changed text was before; what is new was where the change begins. */
export function offsetBefore({ start, oldEnd, newEnd }: Change, offset: number): number {
  if (offset <= start) return offset;
  return offset >= newEnd ? offset - newEnd + oldEnd : start;
}

/** Where an offset of the old text is now; what was replaced is where the change begins. */
export function offsetAfter({ start, oldEnd, newEnd }: Change, offset: number): number {
  if (offset <= start) return offset;
  return offset >= oldEnd ? offset - oldEnd + newEnd : start;
}
