import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from '../../files/process-identity.ts';
import { isSystemError } from '../../files/read-checked.ts';

/**
 * Takes a lock file for this process and gives a function that lets go of it. One that a process left which is gone is taken over.
 *
 * Throws a `Failure` (E0858) while another living process holds it.
 */
export function takeLock(path: string, engine: string): () => void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const descriptor = openSync(path, 'wx');
      writeSync(descriptor, JSON.stringify(ownIdentity()));
      closeSync(descriptor);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
      const owner = ownerIn(path);
      if ((owner !== null && isRunning(owner)) || attempt === 3) {
        throw new Failure(report.installInProgress(null, { process: owner?.id ?? 'of unknown number', engine, file: path }));
      }
      rmSync(path, { force: true });
    }
  }
}

/** `null` where the process was killed while it wrote its number. */
function ownerIn(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return null;
  }
}
