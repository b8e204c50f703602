import type { TextEdit } from '../compiler/diagnostics/diagnostic.ts';

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((one, other) => other.span.start - one.span.start || other.span.end - one.span.end);
  return ordered.reduce((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);
}
