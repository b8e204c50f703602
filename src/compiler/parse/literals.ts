import type { IToken } from 'chevrotain';
import type { Fix, Span } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Missing, NumberLiteral, StringLiteral } from './ast.ts';
import { type Building, missingAfter, spanOfToken } from './building.ts';
import { printText } from './print-expression.ts';
import { MalformedNumber, MisquotedText, MisspeltUnit, UnterminatedText } from './tokens.ts';
import { unitReadings } from './unit-readings.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const digits = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;

/** `10 s` as the number 10 and the unit `s`. Reports a number that cannot be read. */
export function readNumber(building: Building, token: IToken): NumberLiteral | Missing {
  const span = spanOfToken(building, token);
  const written = digits.exec(token.image)?.[0] ?? '';
  const unit = token.image.slice(written.length).trim();
  const value = Number(written);
  if (token.tokenType === MisspeltUnit && Number.isFinite(value)) return readMisspeltUnit(building, span, value, unit);
  if (token.tokenType !== MalformedNumber && Number.isFinite(value)) {
    return { kind: 'number', value, unit: unit === '' ? null : unit, span };
  }
  const likely = likelyNumber(token.image);
  building.mistakes.push(
    report.malformedNumber(span, { text: token.image, likely }, likely === undefined ? {} : { fix: [{ span, text: likely }] }),
  );
  return missingAfter(span);
}

/** Reads `50 secc` as 50 s, or as nothing where it may as well be something else, and reports the unit. */
function readMisspeltUnit(building: Building, span: Span, value: number, word: string): NumberLiteral | Missing {
  const unitSpan = { ...span, start: span.end - word.length };
  const readings = unitReadings(value, word);
  const [meant] = readings;
  // Where a way out has another number, each is shown with its number.
  const isConverted = readings.some((reading) => reading.value !== value);
  const place = isConverted ? span : unitSpan;
  const ways = readings.map((reading) => (isConverted ? `${reading.value} ${reading.unit}` : reading.unit));
  const fixOf = (way: string | undefined): Fix | undefined =>
    way === undefined ? undefined : { fix: [{ span: place, text: way }], sure: false };
  // `50 m` may be minutes, milliseconds or metres.
  const isOneLetter = word.length === 1 && word.toLowerCase() !== meant?.unit;
  const isSure = readings.length === 1 && !isConverted && !isOneLetter;
  building.mistakes.push(
    report.unknownUnit(
      unitSpan,
      { unit: word, meant: ways[0], second: ways[1], third: ways[2] },
      { ...fixOf(ways[0]), sure: isSure, fixFor: { second: fixOf(ways[1]), third: fixOf(ways[2]) } },
    ),
  );
  return meant === undefined || readings.length > 1 ? missingAfter(span) : { kind: 'number', ...meant, span };
}

/** `.5` is 0.5, `1.` is 1, `10_000` is 10000. */
function likelyNumber(image: string): string | undefined {
  const likely = image.replaceAll('_', '').replace(/^\./, '0.').replace(/\.$/, '');
  return likely !== image && digits.exec(likely)?.[0] === likely ? likely : undefined;
}

/** The text between the quotes with its escapes resolved. Reports quotes and escapes that emoc does not know. */
export function readText(building: Building, token: IToken): StringLiteral {
  const span = spanOfToken(building, token);
  const isOpen = token.tokenType === UnterminatedText;
  const isMisquoted = token.tokenType === MisquotedText;
  const inside = token.image.slice(1, isOpen ? undefined : -1);
  if (isOpen) building.mistakes.push(report.unterminatedText({ ...span, end: span.start + 1 }, {}));
  if (isMisquoted) {
    const fix = [{ span, text: printText(inside) }];
    building.mistakes.push(
      report.misquotedText(span, { quote: token.image[0] as string, fixed: printText(inside) }, { fix, sure: true }),
    );
    return { kind: 'string', value: inside, span };
  }
  const value = inside.replace(
    /\\(u\{([0-9a-fA-F]{1,6})\}|[\s\S])/g,
    (written, kind: string, code: string | undefined, at: number) => {
      const known = code === undefined ? escapes[kind] : characterOf(Number.parseInt(code, 16));
      if (known !== undefined) return known;
      const start = span.start + 1 + at;
      building.mistakes.push(report.unknownEscape({ ...span, start, end: start + written.length }, { escape: written }));
      return kind;
    },
  );
  return { kind: 'string', value, span };
}

const characterOf = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
