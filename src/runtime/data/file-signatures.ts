/** How files of one kind begin. */
export interface Signature {
  /** In words that follow "found". */
  readonly name: string;
  /** As Latin-1 text; one of them stands at offset `at`, or at the beginning. */
  readonly marks: readonly string[];
  readonly at?: number;
}

export const zipArchive: Signature = { name: 'a zip archive', marks: ['PK\x03\x04'] };
export const gzipArchive: Signature = { name: 'a gzip archive', marks: ['\x1f\x8b'] };
export const numpyArray: Signature = { name: 'a NumPy array', marks: ['\x93NUMPY'] };
export const pdfDocument: Signature = { name: 'a PDF document', marks: ['%PDF'] };
export const htmlPage: Signature = { name: 'an HTML page', marks: ['<!DOCTYPE', '<!doctype', '<html'] };
export const gitLfsPointer: Signature = {
  name: 'a Git LFS pointer (the file itself was not fetched)',
  marks: ['version https://git-lfs'],
};

/** What ffmpeg can turn into a wav file. */
const sounds: readonly Signature[] = [
  { name: 'an MP3 file', marks: ['ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2', '\xff\xfa'] },
  { name: 'an AAC file', marks: ['\xff\xf1', '\xff\xf9'] },
  { name: 'a FLAC file', marks: ['fLaC'] },
  { name: 'an Ogg file', marks: ['OggS'] },
  { name: 'an M4A file', marks: ['ftypM4A'], at: 4 },
  { name: 'an MP4 file', marks: ['ftyp'], at: 4 },
  { name: 'an AIFF file', marks: ['FORM'] },
  { name: 'a Sun/NeXT au file', marks: ['.snd'] },
  { name: 'a NIST SPHERE file', marks: ['NIST_1A'] },
  { name: 'an AMR file', marks: ['#!AMR'] },
  { name: 'a Core Audio file', marks: ['caff'] },
  { name: 'a Matroska or WebM file', marks: ['\x1a\x45\xdf\xa3'] },
  { name: 'a WMA or ASF file', marks: ['\x30\x26\xb2\x75'] },
  { name: 'a Sony Wave64 file', marks: ['riff\x2e\x91'] },
  { name: 'an AVI video', marks: ['AVI '], at: 8 },
];

const others: readonly Signature[] = [
  { name: 'a WebP image', marks: ['WEBP'], at: 8 },
  { name: 'a PNG image', marks: ['\x89PNG'] },
  { name: 'a JPEG image', marks: ['\xff\xd8\xff'] },
  zipArchive,
  gzipArchive,
  pdfDocument,
  numpyArray,
  htmlPage,
  gitLfsPointer,
];

/** The first of some kinds of files that begin as these bytes do. */
export function kindOfFile<Kind extends Signature>(bytes: Uint8Array, kinds: readonly Kind[]): Kind | undefined {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  return kinds.find(({ marks, at = 0 }) => marks.some((mark) => head.startsWith(mark, at)));
}

/** Says what the bytes of a file look like, in words that follow "found": a known kind of file, or its first bytes. */
export function nameOfContent(bytes: Uint8Array): { readonly name: string; readonly isAudio: boolean } {
  if (bytes.length === 0) return { name: 'an empty file', isAudio: false };
  const sound = kindOfFile(bytes, sounds);
  if (sound !== undefined) return { name: sound.name, isAudio: true };
  const other = kindOfFile(bytes, others);
  if (other !== undefined) return { name: other.name, isAudio: false };
  const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  if (/^[\t\n\r\x20-\x7e]*$/.test(head)) return { name: 'text', isAudio: false };
  const first = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { name: bytes.length <= 8 ? `only the bytes ${first}` : `the bytes ${first}`, isAudio: false };
}
