import { chmodSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Source } from '../compiler/compile.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import { writeWhole } from '../runtime/files/write-whole.ts';

const mark = '\ufeff';

/**
 * Writes a spec that was edited, whole and renamed into place; behind a link it is the file that the link leads to. A byte order mark and
 * permissions stay.
 *
 * Throws a `Failure` where the file has changed since it was read (E1072), or cannot be written (E0902, E0903).
 */
export function writeFixed(path: string, file: string, read: Source, fixed: Source): void {
  const now = readFileSync(path, 'utf8');
  const isMarked = now.startsWith(mark);
  if (now.slice(isMarked ? mark.length : 0) !== read.text) throw new Failure(report.changedMeanwhile({ file }, { file }));
  const target = realpathSync(path);
  const { mode } = statSync(target);
  writeWhole(target, `${isMarked ? mark : ''}${fixed.text}`);
  chmodSync(target, mode);
}
