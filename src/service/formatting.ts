import type { Source } from '../compiler/compile.ts';
import type { TextEdit } from '../compiler/diagnostics/diagnostic.ts';
import { format } from '../compiler/format/format.ts';
import { changeBetween } from './snapshot.ts';

/** The edit that gives a spec its layout; none where it has that, or where a syntax error leaves it open. */
export function formattingEdits({ file, text }: Source): readonly TextEdit[] {
  const { value: formatted } = format({ file, text });
  if (formatted === text) return [];
  const { start, oldEnd, newEnd } = changeBetween(text, formatted);
  // An editor has no place between CR and LF, so an edit takes both or neither.
  const before = isBetween(text, start) ? 1 : 0;
  const after = isBetween(text, oldEnd) ? 1 : 0;
  return [{ span: { file, start: start - before, end: oldEnd + after }, text: formatted.slice(start - before, newEnd + after) }];
}

const isBetween = (text: string, offset: number): boolean => text[offset - 1] === '\r' && text[offset] === '\n';
