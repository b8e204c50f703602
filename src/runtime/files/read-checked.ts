import { constants } from 'node:buffer';
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Span } from '../../compiler/diagnostics/diagnostic.ts';
import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';

/** How a file is spoken of in messages. */
export interface FileName {
  /** The path as the user wrote it; the path itself where nobody wrote one. */
  readonly file?: string | undefined;
  /** The folder that relative paths are looked up in, for the advice about a missing file. */
  readonly root?: string | undefined;
  /** Whether a missing file may be a slip of the pen, so that its neighbours are looked through for the name that was meant. */
  readonly isWritten?: boolean | undefined;
}

/** What `readFileSync` can still return: 2 GiB less one byte on Node 20, also where buffers may be larger. */
const largestBytes = Math.min(constants.MAX_LENGTH, 2 ** 31 - 1);

/**
 * Reads a whole file, or says what keeps it from being read.
 *
 * Throws a `Failure` for a path that does not exist (E0601), a folder (E0602), an empty file (E0603), a file that may not be read (E0604),
 * a pipe, socket or device (E0605), a file of 2 GiB or more (E0606) and any other error of the file system (E0607).
 */
export function readFileChecked(path: string, name: FileName = {}): Buffer {
  const { file = path } = name;
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
    throw asFailure(error, path, name);
  }
}

/** Turns an error of the file system about `path` into a `Failure`; any other error is returned as it is. */
export function asFailure(
  error: unknown,
  path: string,
  { file = path, root, isWritten = root !== undefined }: FileName = {},
): unknown {
  if (error instanceof Failure || !isSystemError(error)) return error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    const holes = { file, nearest: isWritten ? nearestFile(path, file) : undefined, ...rootHoles(root) };
    return new Failure(report.missingFile({ file }, holes));
  }
  if (error.code === 'EISDIR') return new Failure(report.folderForFile({ file }, { file }));
  if (error.code === 'EACCES' || error.code === 'EPERM') return new Failure(report.forbiddenFile({ file }, { file }));
  return new Failure(report.unreadableFile({ file }, { file, reason: reasonOf(error) }));
}

/** Codes of what is wrong with a file as a whole: it is not there, or nothing that could be read. */
const ofWholeFiles = ['E0601', 'E0602', 'E0604', 'E0605', 'E0606', 'E0607'];

/** Moves what is wrong with a file as a whole to the place in the spec that names it; any other error is returned as it is. */
export function atName(error: unknown, at: Span): unknown {
  if (!(error instanceof Failure) || !error.diagnostics.every(({ code }) => ofWholeFiles.includes(code))) return error;
  return new Failure(...error.diagnostics.map((diagnostic) => ({ ...diagnostic, at })));
}

/** What the advice about a missing file says of the folder that it was looked up in. */
export const rootHoles = (root: string | undefined): { readonly root?: string; readonly rootNotThere?: string } =>
  root === undefined ? {} : isFolder(root) ? { root } : { rootNotThere: root };

/** Whether there is a folder at a path. */
export const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** The name, written as `file` is, of a file beside a missing one whose name is nearly the same. `k1.csv` and `k2.csv` are two files. */
function nearestFile(path: string, file: string): string | undefined {
  if (!isFolder(dirname(path))) return undefined;
  const digitsOf = (name: string): string => name.replace(/\D/g, '');
  const candidates = readdirSync(dirname(path)).filter((name) => digitsOf(name) === digitsOf(basename(path)));
  const meant = nearest(basename(path), candidates);
  return meant === undefined ? undefined : join(dirname(file), meant).replaceAll('\\', '/');
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
