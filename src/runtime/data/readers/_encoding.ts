import type { Settings } from '../../../compiler/catalogue/schema.ts';
import type { Encoding } from '../tables/encoding.ts';

const encodings: Readonly<Record<string, Encoding>> = { utf_8: 'utf-8', utf_16: 'utf-16le', latin_1: 'latin1' };

const marks = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** The setting `encoding` for one file. A byte-order mark wins over it: then there is nothing to say. `utf_16` without one is little-endian. */
export function encodingOf(settings: Settings, bytes: Uint8Array): Encoding | undefined {
  if (marks.some((mark) => mark.every((byte, index) => bytes[index] === byte))) return undefined;
  return encodings[String(settings.encoding)];
}
