import stringWidth from 'string-width';
import { type Diagnostic, isSpan, type Place, type Span } from '../diagnostic.ts';
import type { Sources } from './json.ts';
import { LineMap } from './line-map.ts';
import { type FrameStyle, type Paint, painter, plainStyle, type Signs, signsOf } from './style.ts';

/** One stretch of one line that a frame points at. */
interface Mark {
  readonly line: number;
  /** UTF-16 units from 0, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly isPrimary: boolean;
}

/**
 * Diagnostics as frames for people, one below the other: the message, the line it is about with what is wrong under it, and the way out.
 *
 * ```
 * error[E0301]: `dense` has no setting called `widht`
 *   ┌─ specs/vad.emo:14:9
 * 14│   dense(widht = 512)
 *   │         ━━━━━ not a setting
 *   = help: did you mean `width`?
 *   = explain: emoc explain E0301
 * ```
 */
export function renderPretty(diagnostics: readonly Diagnostic[], sources: Sources, style: FrameStyle = plainStyle): string {
  const maps = new Map<string, LineMap>();
  const mapOf = (file: string): LineMap | null => {
    const text = sources.get(file);
    if (text === undefined) return null;
    const map = maps.get(file) ?? new LineMap(text);
    maps.set(file, map);
    return map;
  };
  const explained = new Set<string>();
  return diagnostics
    .map((diagnostic) => {
      // Once a code: whoever wants the lesson needs it once.
      const isFirst = !explained.has(diagnostic.code);
      explained.add(diagnostic.code);
      return frameOf(diagnostic, mapOf, isFirst, style);
    })
    .join('\n');
}

function frameOf(diagnostic: Diagnostic, mapOf: (file: string) => LineMap | null, isFirst: boolean, style: FrameStyle): string {
  const { code, severity, at, related } = diagnostic;
  const message = visible(diagnostic.message);
  const paint = painter(style);
  const signs = signsOf(style);
  const lines = [`${paint(severity, `${severity}[${code}]`)}${paint('bold', `: ${message}`)}`];
  const map = isSpan(at) ? mapOf(at.file) : null;
  const isHere = (place: Place): place is Span => isSpan(at) && isSpan(place) && place.file === at.file;
  const marks =
    isSpan(at) && map !== null
      ? [
          markOf(at, visible(diagnostic.label ?? ''), true, map),
          ...related.flatMap((other) => (isHere(other.at) ? [markOf(other.at, visible(other.label), false, map)] : [])),
        ]
      : [];
  const margin = ' '.repeat(Math.max(2, ...marks.map(({ line }) => String(line).length)));
  const where = placeText(at, map);
  if (where !== null) lines.push(`${margin}${paint('note', signs.corner)} ${where}`);
  if (map !== null) lines.push(...excerpt(marks, map, margin.length, severity, paint, signs, style));
  for (const other of related) {
    if (map !== null && isHere(other.at)) continue;
    const place = placeText(other.at, isSpan(other.at) ? mapOf(other.at.file) : null);
    lines.push(`${margin}${paint('note', '=')} ${place === null ? '' : `${place}: `}${visible(other.label)}`);
  }
  for (const { text } of diagnostic.help) lines.push(`${margin}${paint('note', '=')} ${paint('help', 'help')}: ${visible(text)}`);
  if (isFirst) lines.push(`${margin}${paint('note', '=')} ${paint('dim', `explain: emoc explain ${code}`)}`);
  return `${lines.join('\n')}\n`;
}

/** `specs/vad.emo:14:9`; in a data file the column is a name, and is said in words. */
function placeText(place: Place, map: LineMap | null): string | null {
  if (place === null) return null;
  if (isSpan(place)) {
    if (map === null) return place.file;
    const { line, column } = map.at(place.start);
    return visible(`${place.file}:${line}:${column}`);
  }
  const line = place.line === undefined ? '' : `:${place.line}`;
  return visible(`${place.file}${line}${place.column === undefined ? '' : `, column ${place.column}`}`);
}

/** Of a span over several lines, the part on the first is marked. */
function markOf({ start, end }: Span, label: string, isPrimary: boolean, map: LineMap): Mark {
  const from = map.at(start);
  const to = map.at(end);
  const length = (map.lines[from.line - 1] as string).length;
  const last = to.line === from.line ? to.column - 1 : length;
  return { line: from.line, start: from.column - 1, end: Math.max(last, from.column), label, isPrimary };
}

function excerpt(
  marks: readonly Mark[],
  map: LineMap,
  gutter: number,
  severity: Diagnostic['severity'],
  paint: Paint,
  signs: Signs,
  { columns }: FrameStyle,
): string[] {
  const lines: string[] = [];
  let previous: number | null = null;
  const sorted = [...marks].sort((one, other) => one.line - other.line || Number(other.isPrimary) - Number(one.isPrimary));
  for (const mark of sorted) {
    const source = map.lines[mark.line - 1] as string;
    const shown = cut(source, mark, columns === null ? 240 : Math.max(20, columns - gutter - 2), signs.ellipsis);
    if (mark.line !== previous) {
      if (previous !== null && mark.line > previous + 1) lines.push(`${' '.repeat(gutter)}${paint('note', signs.ellipsis)}`);
      lines.push(`${paint('note', `${String(mark.line).padStart(gutter)}${signs.bar}`)} ${shown.text}`);
    }
    const under = (mark.isPrimary ? signs.primary : signs.secondary).repeat(shown.width);
    const tone = mark.isPrimary ? severity : 'note';
    const text = paint(tone, `${under}${mark.label === '' ? '' : ` ${mark.label}`}`);
    lines.push(`${paint('note', `${' '.repeat(gutter)}${signs.bar}`)} ${' '.repeat(shown.before)}${text}`);
    previous = mark.line;
  }
  return lines;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Texts from data files and specs must not move the cursor or change the colours of the terminal they are shown on. */
const visible = (text: string): string => text.replace(controls, '\ufffd');

interface Shown {
  readonly text: string;
  /** Terminal columns before the mark, and of the mark. */
  readonly before: number;
  readonly width: number;
}

/** The part of a line around a mark that fits the room; columns are counted as a terminal does, where some letters take two. */
function cut(source: string, { start, end }: Mark, room: number, ellipsis: string): Shown {
  const flat = (text: string): string => visible(text.replaceAll('\t', '  '));
  const isWhole = stringWidth(flat(source)) <= room;
  const from = isWhole ? 0 : Math.max(0, Math.min(start - 8, source.length - room));
  const to = isWhole ? source.length : Math.min(source.length, from + room - 2 * ellipsis.length);
  const head = from > 0 ? ellipsis : '';
  const tail = to < source.length ? ellipsis : '';
  const before = stringWidth(head + flat(source.slice(from, start)));
  const marked = stringWidth(flat(source.slice(start, Math.min(end, to))));
  return { text: `${head}${flat(source.slice(from, to))}${tail}`, before, width: Math.max(1, marked) };
}
