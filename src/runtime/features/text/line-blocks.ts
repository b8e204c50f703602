import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { asFailure, type FileName } from '../../files/read-checked.ts';

/** Whole lines of a file: `bytes[0, end)`, valid until the next block is asked for. */
export interface LineBlock {
  readonly bytes: Buffer;
  readonly end: number;
  /** Size of the whole file. */
  readonly fileBytes: number;
}

const blockBytes = 1 << 22;

/**
 * Reads a file in blocks of about 4 MiB that end with a line, in one buffer. A line longer than a block is no line of a vector file (E0763).
 *
 * Throws a `Failure` where the file cannot be read or is empty.
 */
export function* lineBlocks(path: string, { file = path, root }: FileName = {}): Generator<LineBlock> {
  const bytes = Buffer.allocUnsafeSlow(blockBytes);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new Failure(report.folderForFile({ file }, { file }));
    let kept = 0; // bytes of a line that is not whole yet, at the start of the buffer
    for (let isFirst = true; ; isFirst = false) {
      const count = readSync(descriptor, bytes, kept, blockBytes - kept, null);
      const filled = kept + count;
      if (isFirst && filled === 0) throw new Failure(report.emptyFile({ file }, { file }));
      if (count === 0) {
        if (filled > 0) yield { bytes, end: filled, fileBytes: status.size };
        return;
      }
      const end = bytes.lastIndexOf(10, filled - 1) + 1;
      if (end > 0) yield { bytes, end, fileBytes: status.size };
      if (end === 0 && filled === blockBytes) {
        const reason = `it has a line of more than ${blockBytes} bytes`;
        throw new Failure(report.noVectors({ file }, { file, reason }));
      }
      bytes.copyWithin(0, end, filled);
      kept = filled - end;
    }
  } catch (error) {
    throw asFailure(error, path, { file, root });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
