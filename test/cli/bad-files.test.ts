import { zipSync } from 'fflate';
import { writeNpy } from '../../src/runtime/data/arrays/npy.ts';
import { chunk, formatChunk, integerData, riff } from '../runtime/data/audio/wav-bytes.ts';
import { type BadInput, testBadInput } from './_bad-input.ts';
import { type Damage, diaryFiles } from './_diary.ts';

const clip = 'wav/k3.wav';
const whole = diaryFiles[clip] as Uint8Array;
const wav = (content: Uint8Array | string): Damage => ({ [clip]: content });
const samples = chunk('data', integerData([0.1, 0.2, 0.3], 16));
const faces = (name: string, npy: Uint8Array): Damage => ({ 'faces.npz': zipSync({ [`${name}.npy`]: npy }) });
const vectors = (content: string | Uint8Array): Damage => ({ 'words.txt': content });

/** An npy file whose header says what it likes, followed by zeros. */
function npyOf(dtype: string, shape: string, bodyBytes: number): Uint8Array {
  const header = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117).concat('\n');
  const bytes = Buffer.alloc(10 + header.length + bodyBytes);
  bytes.write('\x93NUMPY\x01\x00', 'latin1');
  bytes.writeUInt16LE(header.length, 8);
  bytes.write(header, 10, 'latin1');
  return bytes;
}

/** An archive of some kilobytes whose directory and header both claim five gigabytes. */
function bomb(): Uint8Array {
  const archive = Buffer.from(zipSync({ 'face.npy': npyOf('|u1', '(12, 20000, 20000)', 1_000_000) }));
  const entry = archive.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  archive.writeUInt32LE(0xffff_ff00, entry + 24);
  return archive;
}

/** As word2vec writes its binary files: count, width, then words and floats without line breaks. */
function word2vecBinary(): Uint8Array {
  const floats = Buffer.from(new Float32Array([0.1, -0.2, 0.3]).buffer);
  return Buffer.concat([Buffer.from('3 3\n'), ...['fine', 'day', 'sad'].flatMap((word) => [Buffer.from(`${word} `), floats])]);
}

const holed = Float32Array.from({ length: 192 }, (_, index) => (index === 50 ? Number.NaN : index));

const cases: BadInput[] = [
  ['a spec that is missing', 'E0601', { 'diary.emo': null, 'diaries.emo': diaryFiles['diary.emo'] }],
  ['a folder for a spec', 'E0602', { 'diary.emo': { folder: true } }],
  ['an empty spec', 'E0603', { 'diary.emo': '' }],
  ['a clip that is missing', 'E0659', { [clip]: null }],
  ['a folder for a clip', 'E0602', { [clip]: { folder: true } }],
  ['an empty clip', 'E0603', wav('')],
  ['a clip that is cut off', 'E0702', wav(whole.subarray(0, 5000))],
  ['a clip that is cut off in its header', 'E0702', wav(whole.subarray(0, 30))],
  ['a clip without samples', 'E0703', wav(riff([formatChunk({ tag: 1, bits: 16 }), chunk('data', new Uint8Array(0))]))],
  ['a clip that is an MP3 file', 'E0701', wav(Buffer.from(`ID3\x04\0\0\0\0\0\x23TSSE${'x'.repeat(99)}`, 'latin1'))],
  ['a clip that is text', 'E0701', wav('the recording was lost\n')],
  ['a clip of 0 Hz', 'E0704', wav(riff([formatChunk({ tag: 1, bits: 16, rateHz: 0 }), samples]))],
  ['a clip that is compressed', 'E0705', wav(riff([formatChunk({ tag: 6, bits: 8 }), chunk('data', new Uint8Array(8000))]))],
  ['a clip without a format', 'E0707', wav(riff([samples]))],
  ['a clip shorter than a window', 'E0710', wav(riff([formatChunk({ tag: 1, bits: 16 }), samples]))],
  ['several clips that are missing', 'E0668', { [clip]: null, 'wav/k5.wav': null }],
  ['several clips that are broken', 'E0714', { ...wav(whole.subarray(0, 5000)), 'wav/k5.wav': '', 'wav/k9.wav': 'lost\n' }],
  ['arrays that are missing', 'E0601', { 'faces.npz': null }],
  ['an empty archive of arrays', 'E0603', { 'faces.npz': '' }],
  ['a zip bomb that says so', 'E0734', { 'faces.npz': bomb() }],
  ['a zip bomb that hides its size', 'E0735', faces('face', npyOf('|u1', '(12, 20000, 20000)', 1_000_000))],
  ['an array of objects', 'E0732', faces('face', npyOf('|O', '(12,)', 20))],
  ['arrays in no archive', 'E0731', { 'faces.npz': 'faces' }],
  ['an archive that is cut off', 'E0731', { 'faces.npz': (diaryFiles['faces.npz'] as Uint8Array).subarray(0, 200) }],
  ['an array of another name', 'E0737', faces('faces', writeNpy([12, 4, 4], new Uint8Array(192)))],
  ['images of another shape', 'E0657', faces('face', writeNpy([12, 4, 5], new Uint8Array(240)))],
  ['an image with NaN', 'E0658', faces('face', writeNpy([12, 4, 4], holed))],
  ['fewer images than rows', 'E0650', faces('face', writeNpy([11, 4, 4], new Uint8Array(176)))],
  ['vectors that are missing', 'E0601', { 'words.txt': null }],
  ['vectors in a folder', 'E0602', { 'words.txt': { folder: true } }],
  ['no vectors', 'E0603', vectors('')],
  ['vectors of another width', 'E0666', vectors('fine 1 2 3 4\nday 4 5 6 7\n')],
  ['a vector of another width', 'E0760', vectors('fine 1 2 3\nday 4 5\nsad 0 0 1\n')],
  ['a vector with NaN', 'E0615', vectors('fine 1 2 3\nday 4 nan 6\nsad 0 0 1\n')],
  ['vectors of another width than their first line says', 'E0761', vectors('3 4\nfine 1 2 3\nday 4 5 6\nsad 0 0 1\n')],
  ['fewer vectors than their first line says', 'E0762', vectors('4 3\nfine 1 2 3\nday 4 5 6\nsad 0 0 1\n')],
  ['vectors of no word that occurs', 'E0670', vectors('Hund 1 2 3\nKatze 4 5 6\n')],
  ['vectors in a binary file', 'E0763', vectors(word2vecBinary())],
];

testBadInput('files', cases);
