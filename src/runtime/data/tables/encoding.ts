import { isUtf8 } from 'node:buffer';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import {
  gitLfsPointer,
  gzipArchive,
  htmlPage,
  kindOfFile,
  numpyArray,
  pdfDocument,
  type Signature,
  zipArchive,
} from '../file-signatures.ts';

/** Encodings that a table may be saved in. `latin1` is ISO 8859-1, in which every byte is a letter. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What tables are saved as by mistake. */
const otherContents: readonly (Signature & { readonly advice: string })[] = [
  {
    ...zipArchive,
    name: 'a zip archive, as Excel workbooks are',
    advice: 'save the sheet as CSV (UTF-8), or unpack the archive',
  },
  { name: 'an old Excel workbook', marks: ['\xd0\xcf\x11\xe0'], advice: 'save the sheet as CSV (UTF-8)' },
  { ...gzipArchive, advice: 'unpack it first: `gunzip`' },
  { ...numpyArray, advice: 'read it with `npy(…)`' },
  { name: 'a Parquet file', marks: ['PAR1'], advice: 'save the table as CSV' },
  { ...pdfDocument, advice: 'name the file that holds the table' },
  { ...htmlPage, advice: 'download the file itself, not the page that shows it' },
  { ...gitLfsPointer, advice: 'fetch the file that it stands for: `git lfs pull`' },
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
  const content = kindOfFile(bytes, otherContents);
  if (content !== undefined) throw new Failure(report.notAText({ file }, { file, found: content.name, advice: content.advice }));
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

/** What bytes that are no text in one encoding most likely are in another: every second byte 0 is UTF-16, anything without a 0 is Latin-1. */
function likelyEncoding(text: Buffer, tried: Encoding): { readonly name: string; readonly setting: string } | undefined {
  const head = text.subarray(0, 4096);
  const zeros = head.reduce((count, byte, index) => count + (byte === 0 && index % 2 === 1 ? 1 : 0), 0);
  if (tried !== 'utf-16le' && zeros > head.length / 4) return { name: 'UTF-16', setting: 'utf_16' };
  return tried === 'utf-8' && !head.includes(0) ? { name: 'Latin-1', setting: 'latin_1' } : undefined;
}

function wrongEncoding(text: Buffer, file: string, encoding: Encoding, offset: number, markBytes: number): Failure {
  const unitBytes = encoding.startsWith('utf-16') ? 2 : 1;
  const breakByte = encoding === 'utf-16be' ? 1 : 0;
  let line = 1;
  for (let at = 0; at + unitBytes <= offset; at += unitBytes) {
    if (text[at + breakByte] === 10 && (unitBytes === 1 || text[at + 1 - breakByte] === 0)) line += 1;
  }
  const found = `0x${(text[offset] as number).toString(16).padStart(2, '0')}`;
  const likely = likelyEncoding(text, encoding);
  const known = { likely: likely?.name, setting: likely?.setting };
  const others = likely === undefined ? 'utf_16` or `encoding = latin_1' : undefined;
  const holes = { file, line, offset: offset + markBytes, found, encoding, ...known, others };
  return new Failure(report.wrongEncoding({ file, line }, holes));
}
