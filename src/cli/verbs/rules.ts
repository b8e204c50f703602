import { explanations } from '../../compiler/diagnostics/explanations.generated.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';

export const rules = defineVerb({
  name: 'rules',
  summary: 'Lists every diagnostic: code, severity, what it says, whether a fix exists.',
  doc: `A fix is \`sure\` where \`emoc check --fix\` applies it, \`maybe\` where an editor offers it: of the example on the page of the code.
What stands in braces is filled in when it is reported. \`emoc explain CODE\` tells more.`,
  operands: [],
  options: { json: { type: 'flag', doc: 'Prints the list as JSON.' } },

  async run({ json }, _, console) {
    const rows = explanations.map(({ code, name, severity, message, fix, example }) => ({
      code,
      name,
      severity,
      message,
      fix,
      has_example: example !== null,
    }));
    if (json) console.print(JSON.stringify({ format_version: 1, rules: rows }, null, 2));
    else console.print(rows.map(({ code, severity, fix, message }) => line(code, severity, fix, message)).join('\n'));
    return exitCodes.success;
  },
});

const line = (code: string, severity: string, fix: string | null, message: string): string =>
  `${code}  ${severity.padEnd(7)}  ${(fix ?? '-').padEnd(5)}  ${message.replace(/\s+/g, ' ')}`;
