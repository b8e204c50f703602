import { isUtf8 } from 'node:buffer';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';

/** Encodings that a table may be saved in. `latin1` is ISO 8859-1, in which every byte is a letter. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The file's text as UTF-8 without byte-order mark: the bytes themselves where the file is UTF-8 already.
 *
 * Without a setting the byte-order mark decides, else it is UTF-8. A mark against the setting is E0609; bytes that are no text in that
 * encoding are E0608, with line and byte.
 */
export function decodeText(bytes: Uint8Array, file: string, setting?: Encoding): Buffer {
  const [marked, mark] = marks.find(([, begin]) => begin.every((byte, index) => bytes[index] === byte)) ?? [undefined, []];
  if (setting !== undefined && marked !== undefined && setting !== marked) {
    throw new Failure(report.otherEncoding({ file }, { file, found: marked, expected: setting }));
  }
  const encoding = setting ?? marked ?? 'utf-8';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + mark.length, bytes.length - mark.length);
  const wrong = (offset: number): Failure => wrongEncoding(text, file, encoding, offset, mark.length);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return fromUtf16(text, encoding === 'utf-16be', wrong);

  // UTF-16 without a mark reads as valid UTF-8 (and Latin-1) full of NULs: no text has those.
  const nul = text.subarray(0, 4096).indexOf(0);
  if (nul >= 0) throw wrong(nul);
  if (encoding === 'latin1') return Buffer.from(text.toString('latin1'), 'utf8');
  if (!isUtf8(text)) throw wrong(firstWrongUtf8(text));
  return text;
}

function fromUtf16(text: Buffer, isBigEndian: boolean, wrong: (offset: number) => Failure): Buffer {
  if (text.length % 2 === 1) throw wrong(text.length - 1);
  const units = Buffer.from(text);
  if (isBigEndian) units.swap16();
  for (let at = 0; at < units.length; at += 2) {
    const unit = units.readUInt16LE(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = unit <= 0xdbff && at + 3 < units.length ? units.readUInt16LE(at + 2) : 0;
    if (next < 0xdc00 || next > 0xdfff) throw wrong(at);
    at += 2;
  }
  return Buffer.from(units.toString('utf16le'), 'utf8');
}

/** Offset of the first byte that begins no character: Unicode 15, table 3-7. Only called for bytes that are known to be wrong somewhere. */
function firstWrongUtf8(text: Buffer): number {
  for (let at = 0; at < text.length; ) {
    const lead = text[at] as number;
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length !== 1 && (length === 0 || !isUtf8(text.subarray(at, at + length)))) return at;
    at += length;
  }
  throw new Error('text was said to be wrong UTF-8 and is not (a bug of emoc)');
}

function wrongEncoding(text: Buffer, file: string, encoding: Encoding, offset: number, markBytes: number): Failure {
  const unitBytes = encoding.startsWith('utf-16') ? 2 : 1;
  const breakByte = encoding === 'utf-16be' ? 1 : 0;
  let line = 1;
  for (let at = 0; at + unitBytes <= offset; at += unitBytes) {
    if (text[at + breakByte] === 10 && (unitBytes === 1 || text[at + 1 - breakByte] === 0)) line += 1;
  }
  const found = `0x${(text[offset] as number).toString(16).padStart(2, '0')}`;
  return new Failure(report.wrongEncoding({ file, line }, { file, line, offset: offset + markBytes, found, encoding }));
}
