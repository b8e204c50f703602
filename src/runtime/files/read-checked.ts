import { constants } from 'node:buffer';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';

/** How a file is spoken of in messages. */
export interface FileName {
  /** The path as the user wrote it; the path itself where nobody wrote one. */
  readonly file?: string | undefined;
  /** The folder that relative paths are looked up in, for the advice about a missing file. */
  readonly root?: string | undefined;
}

/** What `readFileSync` can still return: 2 GiB less one byte on Node 20, also where buffers may be larger. */
const largestBytes = Math.min(constants.MAX_LENGTH, 2 ** 31 - 1);

/**
 * Reads a whole file, or says what keeps it from being read.
 *
 * Throws a `Failure` for a path that does not exist (E0601), a folder (E0602), an empty file (E0603), a file that may not be read (E0604),
 * a pipe, socket or device (E0605), a file of 2 GiB or more (E0606) and any other error of the file system (E0607).
 */
export function readFileChecked(path: string, { file = path, root }: FileName = {}): Buffer {
  try {
    const status = statSync(path);
    if (status.isDirectory()) throw new Failure(report.folderForFile({ file }, { file }));
    if (!status.isFile()) throw new Failure(report.specialFile({ file }, { file, found: kindOf(status) }));
    if (status.size > largestBytes) {
      throw new Failure(report.fileTooLarge({ file }, { file, sizeBytes: status.size, limitBytes: largestBytes }));
    }
    const bytes = readFileSync(path);
    if (bytes.length === 0) throw new Failure(report.emptyFile({ file }, { file }));
    return bytes;
  } catch (error) {
    throw asFailure(error, file, root);
  }
}

/** Turns an error of the file system into a `Failure` about `file`; any other error is returned as it is. */
export function asFailure(error: unknown, file: string, root?: string): unknown {
  if (error instanceof Failure || !isSystemError(error)) return error;
  if (error.code === 'ENOENT') return new Failure(report.missingFile({ file }, { file, root }));
  if (error.code === 'EISDIR') return new Failure(report.folderForFile({ file }, { file }));
  if (error.code === 'EACCES' || error.code === 'EPERM') return new Failure(report.forbiddenFile({ file }, { file }));
  return new Failure(report.unreadableFile({ file }, { file, reason: reasonOf(error) }));
}

/** An error with a code, as the file system throws it. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** `ENOSPC: no space left on device, write` without the call at its end, which tells a user nothing. */
export const reasonOf = (error: NodeJS.ErrnoException): string => error.message.replace(/, \w+(?: '.*)?$/s, '');

function kindOf(status: Stats): string {
  if (status.isFIFO()) return 'a pipe';
  if (status.isSocket()) return 'a socket';
  return status.isCharacterDevice() || status.isBlockDevice() ? 'a device' : 'something else';
}
