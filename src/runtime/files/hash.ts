import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { asFailure, type FileName } from './read-checked.ts';

const blockBytes = 1 << 18;

/**
 * SHA-256 of a file's content as 64 hexadecimal digits, read in blocks of 256 KiB so that memory does not grow with the file.
 *
 * Throws a `Failure` where the file cannot be read. An empty file has a hash like any other.
 */
export function hashFile(path: string, { file = path, root }: FileName = {}): string {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(blockBytes);
  try {
    const descriptor = openSync(path, 'r');
    try {
      for (let count = readSync(descriptor, block); count > 0; count = readSync(descriptor, block)) {
        hash.update(block.subarray(0, count));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw asFailure(error, path, { file, root });
  }
  return hash.digest('hex');
}

/** SHA-256 of bytes in memory (a text as UTF-8) as 64 hexadecimal digits. */
export const hashBytes = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
