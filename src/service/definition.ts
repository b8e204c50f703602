import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import { isSame, type Occurrence } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** The name at an offset; at the border of two the one behind it. */
export const occurrenceAt = (snapshot: Snapshot, offset: number): Occurrence | undefined =>
  snapshot.occurrences().findLast(({ span }) => span.start <= offset && offset <= span.end);

/** Every place that names what is named at an offset, in the order of the text. */
export function referencesAt(snapshot: Snapshot, offset: number): readonly Occurrence[] {
  const found = occurrenceAt(snapshot, offset);
  return found === undefined ? [] : snapshot.occurrences().filter(({ entity }) => isSame(entity, found.entity));
}

/** Where the name at an offset is given. */
export const definitionAt = (snapshot: Snapshot, offset: number): readonly Span[] =>
  referencesAt(snapshot, offset)
    .filter(({ isDefinition }) => isDefinition)
    .map(({ span }) => span);
