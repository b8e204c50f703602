import type { Source } from '../compiler/compile.ts';
import type { TextEdit } from '../compiler/diagnostics/diagnostic.ts';
import { format } from '../compiler/format/format.ts';
import { changeBetween } from './snapshot.ts';

/** The edit that gives a spec its layout; none where it has that, or where a syntax error leaves it open. */
export function formattingEdits({ file, text }: Source): readonly TextEdit[] {
  const { value: formatted } = format({ file, text });
  if (formatted === text) return [];
  const { start, oldEnd, newEnd } = changeBetween(text, formatted);
  return [{ span: { file, start, end: oldEnd }, text: formatted.slice(start, newEnd) }];
}
