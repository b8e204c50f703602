import type { Diagnostic, TextEdit } from '../diagnostics/diagnostic.ts';

/** How the lines of a text end: as the first of them does. */
export const lineEndOf = (text: string): '\n' | '\r\n' => (/^[^\r\n]*\r\n/.test(text) ? '\r\n' : '\n');

/** Edits of a text whose lines end as those of the text do. Whoever makes an edit writes LF. */
export function withLineEndsOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const lineEnd = lineEndOf(text);
  return lineEnd === '\n' ? edits : edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineEnd) }));
}

/** Diagnostics of a text, with fixes whose lines end as those of the text do. */
export function fixingLikeText(text: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (lineEndOf(text) === '\n') return diagnostics;
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    help: diagnostic.help.map((way) => (way.fix === undefined ? way : { ...way, fix: withLineEndsOf(text, way.fix) })),
  }));
}
