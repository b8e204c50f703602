import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../compiler/catalogue/schema.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { ClipFeatures, ClipFrontEnd } from '../../features/define-front-end.ts';
import { hashBytes } from '../../files/hash.ts';
import { isSystemError, reasonOf } from '../../files/read-checked.ts';
import { writeWhole } from '../../files/write-whole.ts';

/** Raised with every change of how sound is decoded. */
const soundVersion = 1;

const magic = Buffer.from('emocfeat');
/** Magic word, width, number of values, SHA-256 of what follows. */
const headerBytes = 8 + 4 + 4 + 32;

/** Name of the entry for one file and one front end: anything that could change a number is in it. */
export function featureKey(contentSha256: string, { name, version }: ClipFrontEnd, settings: Settings): string {
  const sorted = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1));
  return hashBytes(JSON.stringify([soundVersion, name, version, sorted, contentSha256]));
}

/** What the cache has under a key: features, nothing, or a warning that the entry is broken and must be replaced. */
export type Lookup =
  | { readonly kind: 'hit'; readonly features: ClipFeatures }
  | { readonly kind: 'miss'; readonly warning: Diagnostic | null };

/** Looks an entry up. Length and checksum have to be right; a broken entry is a miss with warning W0651. */
export function readFeatures(folder: string, key: string): Lookup {
  const path = pathOf(folder, key);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return { kind: 'miss', warning: null };
    if (!isSystemError(error)) throw error;
    return broken(path, error.code);
  }
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(magic)) return broken(path, 'it has no header');
  const [width, count] = [bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
  const body = bytes.subarray(headerBytes);
  if (body.length !== count * 4) return broken(path, `expected ${count * 4} bytes of features, found ${body.length}`);
  if (!bytes.subarray(16, headerBytes).equals(checksum(width, body))) return broken(path, 'its checksum is wrong');
  // Copied, so that the numbers lie at a multiple of four bytes.
  return { kind: 'hit', features: { width, data: new Float32Array(Uint8Array.from(body).buffer) } };
}

/** Writes an entry whole. Returns warning W0653 where that is not possible: the cache is a convenience, no run stops for it. */
export function writeFeatures(folder: string, key: string, { width, data }: ClipFeatures): Diagnostic | null {
  const body = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32LE(width, 8);
  header.writeUInt32LE(data.length, 12);
  checksum(width, body).copy(header, 16);
  const path = pathOf(folder, key);
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeWhole(path, [header, body]);
    return null;
  } catch (error) {
    if (!(error instanceof Failure) && !isSystemError(error)) throw error;
    const isFull = error instanceof Failure && error.diagnostics[0]?.code === 'E0902';
    const reason = isFull ? 'no space left' : error instanceof Failure ? (error.diagnostics[0]?.message ?? '') : reasonOf(error);
    return report.cacheNotWritable({ file: folder }, { folder, reason });
  }
}

/** Entries in 256 folders: one folder with a hundred thousand files is slow on some file systems. */
const pathOf = (folder: string, key: string): string => join(folder, 'features', key.slice(0, 2), key);

function checksum(width: number, body: Buffer): Buffer {
  return createHash('sha256').update(`${width}:`).update(body).digest();
}

const broken = (file: string, reason: string): Lookup => ({
  kind: 'miss',
  warning: report.brokenCacheEntry({ file }, { file, reason }),
});
