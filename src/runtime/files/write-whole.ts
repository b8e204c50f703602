import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { isRunning } from './process-identity.ts';
import { isSystemError, reasonOf } from './read-checked.ts';

/**
 * Writes a file so that at every moment, also after a power cut, its name stands for either the old content or the new one, whole.
 *
 * The bytes (in one piece or several, one behind the other) go to a name of their own in the same folder, are synced, and are renamed; then the
 * folder is synced. Several processes may write the same name: the last one wins, whole.
 *
 * @param file What messages call it.
 *
 * Throws a `Failure` where there is no space (E0902) or writing is refused (E0903). The old file is then unchanged, and nothing new is left.
 */
export function writeWhole(path: string, content: Uint8Array | string | readonly Uint8Array[], file = path): void {
  const parts = typeof content === 'string' ? [Buffer.from(content)] : content instanceof Uint8Array ? [content] : content;
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}-${threadId}.partial`);
  try {
    writeSynced(partial, parts);
    renameSync(partial, path);
    syncFolder(dirname(path));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    rmSync(partial, { force: true });
    const sizeBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    throw notWritten(error, file, sizeBytes);
  }
}

/** Says that a file was not written: no space (E0902), or why else (E0903), with what helps against that. */
export function notWritten(error: NodeJS.ErrnoException, file: string, sizeBytes?: number): Failure {
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  if (isFull)
    return new Failure(
      report.diskFull({ file }, { file, needed: sizeBytes === undefined ? '' : ` (${sizeBytes} bytes needed)` }),
    );
  const advice = adviceFor[error.code ?? ''] ?? 'look at the disk, or name a folder on another one';
  return new Failure(report.writeFailed({ file }, { file, reason: reasonOf(error), advice }));
}

const writable = 'make the folder writable, or name another one';

const adviceFor: Readonly<Record<string, string>> = {
  EACCES: writable,
  EPERM: writable,
  EROFS: 'name a folder on a disk that may be written',
  EFBIG: 'allow larger files (`ulimit -f unlimited`), or name a folder on another disk',
  ENOTDIR: 'a part of the path is a file: name another folder',
  EEXIST: 'a part of the path is a file: name another folder',
  ENAMETOOLONG: 'choose a shorter name',
};

function writeSynced(path: string, parts: readonly Uint8Array[]): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const part of parts) {
      for (let written = 0; written < part.byteLength; ) written += writeSync(descriptor, part, written);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the renaming itself last. Windows has no way to sync a folder and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Removes what killed processes left behind in a folder that `writeWhole` wrote to. What a living process is writing stays.
 *
 * Returns the names that were removed.
 */
export function removePartials(folder: string): readonly string[] {
  const isLeft = (name: string): boolean => {
    const writer = /^\..+\.(\d+)-\d+\.partial$/.exec(name)?.[1];
    return writer !== undefined && !isRunning({ id: Number(writer), begun: null });
  };
  const left = readdirSync(folder).filter(isLeft);
  for (const name of left) rmSync(join(folder, name), { force: true });
  return left;
}
