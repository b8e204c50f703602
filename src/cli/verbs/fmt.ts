import { isUtf8 } from 'node:buffer';
import { resolve } from 'node:path';
import type { Source } from '../../compiler/compile.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { format } from '../../compiler/format/format.ts';
import { readSpec } from '../../runtime/train/read-spec.ts';
import type { Console } from '../console.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { printReport } from '../report-formats.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { UsageError } from '../usage-error.ts';
import { writeFixed } from '../write-fixed.ts';

/** The operand that stands for standard input, and what messages call it. */
const standardInput = '-';
const standardInputName = 'standard input';

export const fmt = defineVerb({
  name: 'fmt',
  summary: 'Lays out specs in the one way there is.',
  doc: `Rewrites each spec in the layout of the language and prints the names of those that changed; a file that is laid out already
is not written. With - it reads standard input and prints the result. There are no options of style.
A file with a syntax error is left as it is. Exits 0 if all is well, 1 if a file could not be read, has a syntax error or,
with --check, would change; 2 if the command line is wrong.`,
  operands: ['SPEC...'],
  options: {
    check: { type: 'flag', doc: 'Writes nothing; prints what would change as a unified diff and exits 1 if anything would.' },
  },

  async run({ check }, files, console) {
    const stranger = files.length > 1 && files.includes(standardInput) ? files.find((file) => file !== standardInput) : undefined;
    if (stranger !== undefined) throw new UsageError(report.extraOperand(null, { verb: 'fmt -', found: stranger }));
    const found: Diagnostic[] = [];
    const sources = new Map<string, string>();
    let changes = 0;
    for (const file of files) {
      try {
        const source = file === standardInput ? await readInput(console) : readSpec(resolve(console.workingFolder, file), file);
        sources.set(source.file, source.text);
        const { value, diagnostics } = format(source);
        found.push(...diagnostics);
        const isChanged = value !== source.text;
        if (isChanged) changes += 1;
        if (check && isChanged) console.print(unifiedDiff(source.file, source.text, value));
        if (check || diagnostics.length > 0) continue;
        if (file === standardInput) console.output.stream.write(value);
        else if (isChanged) {
          writeFixed(resolve(console.workingFolder, file), file, source, { file, text: value });
          console.print(file);
        }
      } catch (error) {
        // One file that cannot be read does not keep the others from being laid out.
        if (!(error instanceof Failure)) throw error;
        found.push(...error.diagnostics);
      }
    }
    await printReport('pretty', found, sources, console);
    return found.length > 0 || (check && changes > 0) ? exitCodes.diagnostics : exitCodes.success;
  },
});

async function readInput(console: Console): Promise<Source> {
  const parts: Buffer[] = [];
  for await (const part of console.input.stream) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  const file = standardInputName;
  if (!isUtf8(bytes)) throw new Failure(report.specNotUtf8({ file }, { file }));
  return { file, text: bytes.toString('utf8') };
}
