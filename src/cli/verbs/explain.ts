import type { Explanation } from '../../compiler/diagnostics/explanation.ts';
import { explanations } from '../../compiler/diagnostics/explanations.generated.ts';
import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { painter } from '../../compiler/diagnostics/render/style.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { explanationText } from '../explanation-text.ts';
import { frameStyle } from '../show-diagnostics.ts';
import { UsageError } from '../usage-error.ts';

export const explain = defineVerb({
  name: 'explain',
  summary: 'Tells what a diagnostic means, with an example and its correction.',
  doc: `CODE is a code, as E0301, or a name, as unknown-setting. What stands in braces is filled in when it is reported.`,
  operands: ['CODE'],
  options: { json: { type: 'flag', doc: 'Prints the page as JSON.' } },

  async run({ json }, [word = ''], console) {
    const page = find(word);
    if (json) console.print(JSON.stringify({ format_version: 1, ...page }, null, 2));
    else console.print(explanationText(page, painter(frameStyle(console.output, console.environment))));
    return exitCodes.success;
  },
});

function find(word: string): Explanation {
  const page = explanations.find(({ code, name }) => code === word.toUpperCase() || name === word.toLowerCase());
  if (page !== undefined) return page;
  const known = explanations.map(({ code, name }) => (/^[EWew]\d/.test(word) ? code : name));
  throw new UsageError(report.unknownCode(null, { found: word, nearest: nearest(word, known) }));
}
