import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TypedSpec } from '../../../src/compiler/check/model.ts';
import type { Diagnostic } from '../../../src/compiler/diagnostics/diagnostic.ts';
import type { Shown } from '../../../src/compiler/diagnostics/explanation.ts';
import { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { prepareData } from '../../../src/runtime/data/prepare.ts';

/** What is said when the data of a spec is read, its files written to a folder of their own. */
export async function saidOfData(spec: TypedSpec, files: Shown['files']): Promise<readonly Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-page-'));
  const warnings: Diagnostic[] = [];
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const onWarning = (warning: Diagnostic): number => warnings.push(warning);
    await prepareData(spec, { dataRoot: folder, cacheFolder: join(folder, 'cache'), seed: 1, threads: 1, onWarning });
    return warnings;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [...warnings, ...error.diagnostics];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
