import { resolve } from 'node:path';
import { analyse } from '../../compiler/compile.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { readSpec } from '../../runtime/train/read-spec.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';

export const check = defineVerb({
  name: 'check',
  summary: 'Finds the mistakes in specs without opening their data.',
  doc: `Parses, binds and types each spec. It reads no data files and writes nothing.
Exits 0 if nothing is wrong, 1 if something is, 2 if the command line is.`,
  operands: ['SPEC...'],
  options: { json: { type: 'flag', doc: 'Prints the diagnostics as JSON on standard output.' } },

  async run({ json }, files, console) {
    const diagnostics: Diagnostic[] = [];
    const sources = new Map<string, string>();
    for (const file of files) {
      try {
        const source = readSpec(resolve(console.workingFolder, file), file);
        sources.set(file, source.text);
        diagnostics.push(...analyse(source).diagnostics);
      } catch (error) {
        // One file that cannot be read does not hide what is wrong in the others.
        if (!(error instanceof Failure)) throw error;
        diagnostics.push(...error.diagnostics);
      }
    }
    if (json) {
      const { renderJson } = await import('../../compiler/diagnostics/render/json.ts');
      console.print(JSON.stringify(renderJson(diagnostics, sources), null, 2));
    } else if (diagnostics.length > 0) {
      const { showPretty } = await import('../show-diagnostics.ts');
      showPretty(diagnostics, sources, console);
      console.warn(summaryOf(diagnostics));
    } else {
      console.print(files.map((file) => `${file}: nothing wrong`).join('\n'));
    }
    return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.diagnostics : exitCodes.success;
  },
});

/** `2 errors, 1 warning` */
function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string | null => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? null : `${found} ${severity}${found === 1 ? '' : 's'}`;
  };
  return [count('error'), count('warning')].filter((part) => part !== null).join(', ');
}
