/** How files of other kinds begin: offset of the mark, the mark as Latin-1 text, what it is called, and whether ffmpeg can turn it into a wav. */
const marks: readonly { readonly at: number; readonly mark: string; readonly name: string; readonly isAudio: boolean }[] = [
  { at: 0, mark: 'ID3', name: 'an MP3 file', isAudio: true },
  { at: 0, mark: '\xff\xfb', name: 'an MP3 file', isAudio: true },
  { at: 0, mark: '\xff\xf3', name: 'an MP3 file', isAudio: true },
  { at: 0, mark: '\xff\xf2', name: 'an MP3 file', isAudio: true },
  { at: 0, mark: '\xff\xfa', name: 'an MP3 file', isAudio: true },
  { at: 0, mark: '\xff\xf1', name: 'an AAC file', isAudio: true },
  { at: 0, mark: '\xff\xf9', name: 'an AAC file', isAudio: true },
  { at: 0, mark: 'fLaC', name: 'a FLAC file', isAudio: true },
  { at: 0, mark: 'OggS', name: 'an Ogg file', isAudio: true },
  { at: 4, mark: 'ftypM4A', name: 'an M4A file', isAudio: true },
  { at: 4, mark: 'ftyp', name: 'an MP4 file', isAudio: true },
  { at: 0, mark: 'FORM', name: 'an AIFF file', isAudio: true },
  { at: 0, mark: '.snd', name: 'a Sun/NeXT au file', isAudio: true },
  { at: 0, mark: 'NIST_1A', name: 'a NIST SPHERE file', isAudio: true },
  { at: 0, mark: '#!AMR', name: 'an AMR file', isAudio: true },
  { at: 0, mark: 'caff', name: 'a Core Audio file', isAudio: true },
  { at: 0, mark: '\x1a\x45\xdf\xa3', name: 'a Matroska or WebM file', isAudio: true },
  { at: 0, mark: '\x30\x26\xb2\x75', name: 'a WMA or ASF file', isAudio: true },
  { at: 0, mark: 'riff\x2e\x91', name: 'a Sony Wave64 file', isAudio: true },
  { at: 8, mark: 'AVI ', name: 'an AVI video', isAudio: true },
  { at: 8, mark: 'WEBP', name: 'a WebP image', isAudio: false },
  { at: 0, mark: '\x89PNG', name: 'a PNG image', isAudio: false },
  { at: 0, mark: '\xff\xd8\xff', name: 'a JPEG image', isAudio: false },
  { at: 0, mark: 'PK\x03\x04', name: 'a zip archive', isAudio: false },
  { at: 0, mark: '\x1f\x8b', name: 'a gzip archive', isAudio: false },
  { at: 0, mark: '%PDF', name: 'a PDF document', isAudio: false },
  { at: 0, mark: '\x93NUMPY', name: 'a NumPy array', isAudio: false },
  { at: 0, mark: '<!DOCTYPE', name: 'an HTML page', isAudio: false },
  { at: 0, mark: '<html', name: 'an HTML page', isAudio: false },
  { at: 0, mark: 'version https://git-lfs', name: 'a Git LFS pointer (the file itself was not fetched)', isAudio: false },
];

/** Says what the bytes of a file look like, in words that follow "found": a known kind of file, or its first bytes. */
export function nameOfContent(bytes: Uint8Array): { readonly name: string; readonly isAudio: boolean } {
  if (bytes.length === 0) return { name: 'an empty file', isAudio: false };
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  const known = marks.find(({ at, mark }) => head.startsWith(mark, at));
  if (known !== undefined) return known;
  if (/^[\t\n\r\x20-\x7e]*$/.test(head)) return { name: 'text', isAudio: false };
  const first = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { name: bytes.length <= 8 ? `only the bytes ${first}` : `the bytes ${first}`, isAudio: false };
}
