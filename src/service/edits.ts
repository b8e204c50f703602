import { inspect } from '../compiler/compile.ts';
import type { Diagnostic, TextEdit } from '../compiler/diagnostics/diagnostic.ts';
import type { Snapshot } from './snapshot.ts';

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((one, other) => other.span.start - one.span.start || other.span.end - one.span.end);
  return ordered.reduce((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);
}

/** The first thing that would be wrong after some edits and is not wrong before; `null` where they make nothing worse. */
export function worsenedBy({ file, text, diagnostics }: Snapshot, edits: readonly TextEdit[]): Diagnostic | null {
  const changed = inspect({ file, text: applyEdits(text, edits) }).diagnostics;
  if (changed.length <= diagnostics.length) return null;
  const before = diagnostics.map(({ message }) => message);
  return changed.find(({ message }) => !before.includes(message)) ?? changed[0] ?? null;
}
