import { isUtf8 } from 'node:buffer';
import type { Source } from '../../compiler/compile.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { readFileChecked } from '../files/read-checked.ts';

/**
 * Reads a spec.
 *
 * Throws a `Failure` where it cannot be read (E0601 to E0607) or is no UTF-8 text (E1030).
 *
 * @param file The path as the user wrote it: it is what messages say.
 */
export function readSpec(path: string, file: string): Source {
  const bytes = readFileChecked(path, { file, isWritten: true });
  if (!isUtf8(bytes)) throw new Failure(report.specNotUtf8({ file }, { file }));
  return { file, text: bytes.toString('utf8').replace(/^\ufeff/, '') };
}
