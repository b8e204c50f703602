import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';

import { nameOfContent } from '../file-signatures.ts';

/** One file inside a zip archive, as its central directory describes it. Nothing of it was inflated. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc32: number;
  /** As declared: what it inflates to is checked while it is inflated. */
  readonly sizeBytes: number;
  /** The bytes in the archive. */
  readonly packed: Buffer;
}

const endSignature = 0x06054b50;
const endBytes = 22;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const localSignature = 0x04034b50;
const localBytes = 30;

/**
 * Lists the entries of a zip archive (PKWARE APPNOTE 6.3) that fits in one Buffer. Sizes come from the central directory, where zip64 does
 * not matter below 4 GiB; an entry that claims more keeps the largest size that 32 bits hold, which is over every limit.
 *
 * Throws E0731 where the archive is cut off or its parts do not fit together.
 */
export function readZipDirectory(bytes: Buffer, file: string): readonly ZipEntry[] {
  const broken = (reason: string): Failure => new Failure(report.npzNotAnArchive({ file }, { file, reason }));
  const end = endOf(bytes);
  if (end < 0) {
    const isZip = bytes.toString('latin1', 0, 2) === 'PK';
    throw broken(isZip ? 'it has no directory at its end, as if it were cut off' : `found ${nameOfContent(bytes).name}`);
  }
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);

  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || bytes.readUInt32LE(at) !== entrySignature)
      throw broken(`entry ${index} of its directory is damaged`);
    const nameBytes = bytes.readUInt16LE(at + 28);
    const next = at + entryBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) throw broken(`entry ${index} of its directory is damaged`);
    const name = bytes.toString('utf8', at + entryBytes, at + entryBytes + nameBytes);
    if (entries.some((entry) => entry.name === name)) throw broken(`it holds \`${name}\` twice`);

    const local = bytes.readUInt32LE(at + 42);
    if (local + localBytes > end || bytes.readUInt32LE(local) !== localSignature)
      throw broken(`\`${name}\` is not where its directory says`);
    const packedStart = local + localBytes + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packedEnd = packedStart + bytes.readUInt32LE(at + 20);
    if (packedEnd > end) throw broken(`\`${name}\` reaches beyond the end of the file`);
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc32: bytes.readUInt32LE(at + 16),
      sizeBytes: bytes.readUInt32LE(at + 24),
      packed: bytes.subarray(packedStart, packedEnd),
    });
    at = next;
  }
  return entries;
}

/** Offset of the end record: behind it stands at most a comment of 65535 bytes, whose length it holds. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - endBytes; at >= Math.max(0, bytes.length - endBytes - 65_535); at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature && at + endBytes + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}
