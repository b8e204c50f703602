import { isUtf8 } from 'node:buffer';
import { resolve } from 'node:path';
import type { Source } from '../compiler/compile.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import { readFileChecked } from '../runtime/files/read-checked.ts';

/**
 * Reads a spec. `file` stays as it was written: it is what messages say.
 *
 * Throws a `Failure` where it cannot be read (E0601 to E0607) or is no UTF-8 text (E1030).
 */
export function readSpec(file: string, workingFolder: string): Source {
  const bytes = readFileChecked(resolve(workingFolder, file), { file, root: workingFolder });
  if (!isUtf8(bytes)) throw new Failure(report.specNotUtf8({ file }, { file }));
  return { file, text: bytes.toString('utf8').replace(/^\ufeff/, '') };
}
