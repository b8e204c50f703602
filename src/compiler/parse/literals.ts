import type { IToken } from 'chevrotain';
import { report } from '../diagnostics/report.generated.ts';
import type { Missing, NumberLiteral, StringLiteral } from './ast.ts';
import { type Building, missingAfter, spanOfToken } from './building.ts';
import { printText } from './print-expression.ts';
import { MalformedNumber, MisquotedText, MisspeltUnit, UnterminatedText, units } from './tokens.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const digits = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;

/** The unit that somebody meant who wrote `sec`. */
const unitMeantBy = (word: string): string | undefined => Object.keys(units).find((unit) => units[unit]?.includes(word));

/** `10 s` as the number 10 and the unit `s`. Reports a number that cannot be read. */
export function readNumber(building: Building, token: IToken): NumberLiteral | Missing {
  const span = spanOfToken(building, token);
  const written = digits.exec(token.image)?.[0] ?? '';
  const unit = token.image.slice(written.length).trim();
  const value = Number(written);
  const meant = token.tokenType === MisspeltUnit ? unitMeantBy(unit) : undefined;
  if (meant !== undefined && Number.isFinite(value)) {
    const unitSpan = { ...span, start: span.end - unit.length };
    // `50 m` may be minutes, milliseconds or metres.
    const isSure = unit.length > 1 || unit.toLowerCase() === meant;
    building.mistakes.push(
      report.unknownUnit(unitSpan, { unit, meant }, { fix: [{ span: unitSpan, text: meant }], sure: isSure }),
    );
    return { kind: 'number', value, unit: meant, span };
  }
  if (token.tokenType !== MalformedNumber && Number.isFinite(value)) {
    return { kind: 'number', value, unit: unit === '' ? null : unit, span };
  }
  const likely = likelyNumber(token.image);
  building.mistakes.push(
    report.malformedNumber(span, { text: token.image, likely }, likely === undefined ? {} : { fix: [{ span, text: likely }] }),
  );
  return missingAfter(span);
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
