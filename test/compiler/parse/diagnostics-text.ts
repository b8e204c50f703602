import { type Diagnostic, isSpan, type Place } from '../../../src/compiler/diagnostics/diagnostic.ts';

/** One line a diagnostic (`E0110 6:8-6:9 message`, lines and columns 1-based), its related places and its help below. */
export function diagnosticsText(text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics.flatMap(({ code, at, message, label, related, help }) => [
    `${code} ${placeText(text, at)} ${message}${label === undefined ? '' : ` [${label}]`}`,
    ...related.map((other) => `  ${placeText(text, other.at)} ${other.label}`),
    ...help.map((way) => `  help: ${way.text}${fixText(text, way)}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function fixText(text: string, { fix, sure }: Diagnostic['help'][number]): string {
  if (fix === undefined) return '';
  const edits = fix.map((edit) => `${placeText(text, edit.span)} ${JSON.stringify(edit.text)}`);
  return ` [${sure === true ? 'sure' : 'maybe'}: ${edits.join(', ')}]`;
}

function placeText(text: string, place: Place): string {
  if (!isSpan(place)) throw new Error('a syntax diagnostic without a span');
  return `${positionText(text, place.start)}-${positionText(text, place.end)}`;
}

function positionText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1) as string).length + 1}`;
}
