// Plants ten typical mistakes in each of five specs, and counts those that are found without running anything: one diagnostic, at the
// token, with a fix that is right.
//
//   npx tsx scripts/score-mistakes.ts
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from '../src/compiler/compile.ts';
import { applyEdits } from '../src/compiler/diagnostics/apply-fixes.ts';
import { type Diagnostic, isSpan } from '../src/compiler/diagnostics/diagnostic.ts';
import { DataFolder } from '../src/lsp/data-folder.ts';
import { checkData, type PresentFiles } from '../src/service/check-data.ts';
import { type Mistake, mistakes, plant, type Subject, subjects } from './planted-mistakes.ts';

export interface Score {
  readonly spec: string;
  readonly mistake: string;
  /** What is not as it should be; none where all is. */
  readonly faults: readonly string[];
}

const diagnosed = (text: string, files: PresentFiles): readonly Diagnostic[] => {
  const inspection = inspect({ file: 'spec.emo', text });
  return [...inspection.diagnostics, ...checkData(inspection, files, 'data')];
};

const listOf = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.length === 0 ? 'nothing' : diagnostics.map(({ code, message }) => `${code} ${message}`).join('; ');

export function scoreMistakes(): readonly Score[] {
  return subjects.flatMap((subject) =>
    withFiles(subject, (files) => {
      const original = readFileSync(subject.spec, 'utf8');
      const clean = diagnosed(original, files);
      if (clean.length > 0) throw new Error(`${subject.spec} is not clean: ${listOf(clean)}`);
      return mistakes.map((mistake) => ({
        spec: subject.spec,
        mistake: mistake.name,
        faults: faultsOf(mistake, original, files),
      }));
    }),
  );
}

function faultsOf(mistake: Mistake, original: string, files: PresentFiles): string[] {
  const { text, start, end } = plant(original, mistake);
  const found = diagnosed(text, files);
  const [diagnostic] = found;
  if (diagnostic === undefined || found.length !== 1) return [`expected one diagnostic, found ${listOf(found)}`];
  const { code, at, help } = diagnostic;
  const faults: string[] = [];
  if (!mistake.codes.includes(code)) faults.push(`expected ${mistake.codes.join(' or ')}, found ${listOf(found)}`);
  if (!isSpan(at) || at.start !== start || at.end !== end)
    faults.push(`expected the place ${start}-${end}, found ${isSpan(at) ? `${at.start}-${at.end}` : 'none'}`);
  const fixed = help.flatMap(({ fix }) => (fix === undefined ? [] : [applyEdits(text, fix)]));
  const isRight = fixed.some((one) => (mistake.isRestored ? one === original : diagnosed(one, files).length === 0));
  if (!isRight) faults.push(`no fix is right: ${help.map((way) => way.text).join('; ')}`);
  return faults;
}

/** Writes the files of a subject into a folder of their own as long as they are needed. */
function withFiles<Result>({ files }: Subject, use: (files: PresentFiles) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-mistakes-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(new DataFolder(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const scores = scoreMistakes();
  for (const { spec, mistake, faults } of scores) {
    if (faults.length > 0) console.log(`${spec}, ${mistake}: ${faults.join('; ')}`);
  }
  const right = scores.filter(({ faults }) => faults.length === 0).length;
  console.log(`${right} of ${scores.length} typical mistakes: one diagnostic each, at the right token, with the right fix`);
  process.exitCode = right === scores.length ? 0 : 1;
}
