import { resolve } from 'node:path';
import { inspect, type Source } from '../../compiler/compile.ts';
import { type AppliedFix, applyFixes } from '../../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { renderConcise } from '../../compiler/diagnostics/render/concise.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { readSpec } from '../../runtime/train/read-spec.ts';
import type { Console } from '../console.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { printReport, type ReportFormat, reportFormats } from '../report-formats.ts';
import { UsageError } from '../usage-error.ts';
import { writeFixed } from '../write-fixed.ts';

export const check = defineVerb({
  name: 'check',
  summary: 'Finds the mistakes in specs without opening their data.',
  doc: `Parses, binds and types each spec. It reads no data files unless --data says where they are: then their
headers. It writes nothing but what --fix asks for.
Frames go to standard error, every other format to standard output. Exits 0 if nothing is wrong, 1 if something is (after
--fix: if something is left), 2 if the command line is.`,
  operands: ['SPEC...'],
  options: {
    format: {
      type: 'choice',
      of: reportFormats,
      doc: 'Frames, a line a diagnostic, JSON, annotations of GitHub Actions, or SARIF 2.1.0.',
    },
    json: { type: 'flag', doc: 'Same as --format json.' },
    fix: { type: 'flag', doc: 'Applies the fixes that are sure, and says which.' },
    data: {
      type: 'text',
      value: 'DIR',
      doc: 'Data root: looks also whether the files are there and their headers have the columns. Nothing else is read.',
    },
  },

  async run({ format, json, fix, data }, files, console) {
    if (json && format !== undefined && format !== 'json')
      throw new UsageError(report.flagsExclude(null, { one: `--format ${format}`, other: '--json' }));
    const chosen: ReportFormat = json ? 'json' : ((format as ReportFormat | undefined) ?? 'pretty');
    const diagnosed = data === undefined ? ofSpec : await withHeaders(data, console);
    const found: Diagnostic[] = [];
    const applied: AppliedFix[] = [];
    const sources = new Map<string, string>();
    for (const file of files) {
      try {
        const outcome = checkOne(file, fix, diagnosed, console);
        sources.set(file, outcome.source.text);
        found.push(...outcome.diagnostics);
        applied.push(...outcome.applied);
      } catch (error) {
        // One file that cannot be read does not hide what is wrong in the others.
        if (!(error instanceof Failure)) throw error;
        found.push(...error.diagnostics);
      }
    }
    const lines = applied.map((one) => fixedLine(one));
    // What was fixed is a result for people, and beside the result for programs.
    if (chosen === 'pretty') for (const line of lines) console.print(line);
    else for (const line of lines) console.warn(line);
    await printReport(chosen, found, sources, console, fix ? { fixed: lines.length } : {});
    if (chosen === 'pretty') {
      if (found.length > 0) console.warn(summaryOf(found));
      else console.print(files.map((file) => `${file}: nothing wrong`).join('\n'));
    }
    return found.some(({ severity }) => severity === 'error') ? exitCodes.diagnostics : exitCodes.success;
  },
});

interface Outcome {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  readonly applied: readonly AppliedFix[];
}

type Diagnosed = (source: Source) => readonly Diagnostic[];

const ofSpec: Diagnosed = (source) => inspect(source).diagnostics;

/** What the spec alone shows, and where it shows nothing, what the headers of its data say. */
async function withHeaders(data: string, { workingFolder }: Console): Promise<Diagnosed> {
  const { checkData } = await import('../../service/check-data.ts');
  const { DataFolder } = await import('../../lsp/data-folder.ts');
  const files = new DataFolder(resolve(workingFolder, data));
  return (source) => {
    const inspection = inspect(source);
    return [...inspection.diagnostics, ...checkData(inspection, files, data)];
  };
}

function checkOne(file: string, isFixing: boolean, diagnosed: Diagnosed, console: Console): Outcome {
  const path = resolve(console.workingFolder, file);
  const source = readSpec(path, file);
  if (!isFixing) return { source, diagnostics: diagnosed(source), applied: [] };
  const fixed = applyFixes(source, diagnosed);
  if (fixed.applied.length > 0) writeFixed(path, file, source, fixed.source);
  return fixed;
}

/** `specs/vad.emo:14:9: fixed E0301: widht -> width`, at its place in the text as it then was. */
function fixedLine({ diagnostic, before }: AppliedFix): string {
  const file = diagnostic.at !== null && 'file' in diagnostic.at ? diagnostic.at.file : '';
  const [place = ''] = renderConcise([{ ...diagnostic, help: [] }], new Map([[file, before]])).split(` ${diagnostic.severity}[`);
  const edits = diagnostic.help.find(({ fix, sure }) => fix !== undefined && sure === true)?.fix ?? [];
  const changes = edits.map(({ span: { start, end }, text }) => change(before.slice(start, end).trim(), text.trim()));
  return `${place} fixed ${diagnostic.code}: ${changes.join(', ')}`;
}

const change = (from: string, to: string): string =>
  to === '' ? `without ${from}` : from === '' ? `with ${to}` : `${from} -> ${to}`;

/** `2 errors, 1 warning; 1 has a fix that is sure: emoc check --fix` */
function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string | null => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? null : `${found} ${severity}${found === 1 ? '' : 's'}`;
  };
  const counts = [count('error'), count('warning')].filter((part) => part !== null).join(', ');
  const fixable = diagnostics.filter(({ help }) => help.some(({ sure }) => sure === true)).length;
  return fixable === 0 ? counts : `${counts}; \`emoc check --fix\` fixes ${fixable === diagnostics.length ? 'them' : fixable}`;
}
