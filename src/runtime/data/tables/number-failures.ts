import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';

const notFinite = /^[+-]?(?:nan|inf|infinity|1\.#(?:qnan|snan|ind|inf)\w*)$/i;

/** As spreadsheets write numbers in half of the world. */
const decimalComma = /^[+-]?\d+,\d+$/;

/** Says why `text` is not a number that features can be made of. */
export function numberFailure(file: string, line: number, column: string, text: string): Failure {
  return new Failure(diagnosticOf(file, line, column, text.trim()));
}

function diagnosticOf(file: string, line: number, column: string, found: string): Diagnostic {
  const at = { file, line, column };
  if (found === '') return report.missingNumber(at, { file, line, column });
  if (notFinite.test(found)) return report.notFinite(at, { file, line, column, found });
  if (/^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(found) && !Number.isNaN(Number(found))) {
    return report.numberTooLarge(at, { file, line, column, found: excerpt(found) });
  }
  const withPoint = decimalComma.test(found) ? found.replace(',', '.') : undefined;
  const advice = withPoint === undefined ? 'correct the value, or take its row out of the table' : undefined;
  return report.notANumber(at, { file, line, column, found: excerpt(found), withPoint, advice });
}

/** The first 40 characters of a text on one line, for a message. */
export function excerpt(text: string): string {
  const characters = [...text.replaceAll('\r', '\\r').replaceAll('\n', '\\n')];
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 39).join('')}…`;
}
