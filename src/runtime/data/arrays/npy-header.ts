import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { type Dtype, dtypes } from './dtypes.ts';

/** What stands before the elements of an npy array. */
export interface NpyHeader {
  readonly dtype: Dtype;
  readonly isBigEndian: boolean;
  readonly isFortranOrder: boolean;
  readonly shape: readonly number[];
  /** Number of elements: the product of the shape. */
  readonly count: number;
  /** Where the elements begin. */
  readonly dataOffset: number;
  /** Size of the whole array with its header. */
  readonly sizeBytes: number;
}

/** How an array is spoken of, and the file that messages about it point to. */
export interface ArrayName {
  readonly file: string;
  /** `` `faces.npy` `` or `` array `x` of `faces.npz` `` */
  readonly what: string;
}

const magic = Buffer.from('\x93NUMPY', 'latin1');
/** No header of numbers comes near it; a longer one is not worth a regular expression. */
const longestHeader = 65_536;

/**
 * Reads the header of an npy array (versions 1.0, 2.0 and 3.0) from the first bytes of it.
 *
 * Format: numpy, `numpy/lib/format.py`. Throws a `Failure`: not npy (E0730), Python objects (E0732), an element type that is no number (E0733),
 * cut off (E0736), a header that cannot be understood (E0742).
 */
export function readNpyHeader(bytes: Buffer, name: ArrayName): NpyHeader {
  const { file, what } = name;
  const broken = (reason: string): Failure => new Failure(report.npyBrokenHeader({ file }, { what, reason }));
  const cut = (expectedBytes: number): Failure =>
    new Failure(report.truncatedArray({ file }, { what, expectedBytes, foundBytes: bytes.length }));

  const begin = bytes.subarray(0, magic.length);
  if (!begin.equals(magic.subarray(0, begin.length)) || begin.length === 0) {
    const found = begin.toString('hex').replace(/..(?=.)/g, '$& ') || 'nothing';
    throw new Failure(report.npyNotAnArray({ file }, { what, found }));
  }
  if (bytes.length < 10) throw cut(10);
  const version = bytes[6] as number;
  if (version < 1 || version > 3) throw broken(`version ${version}.${bytes[7]} is not known`);
  const textOffset = version === 1 ? 10 : 12;
  if (bytes.length < textOffset) throw cut(textOffset);
  const textBytes = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (textBytes > longestHeader) throw broken(`it is ${textBytes} bytes long`);
  const dataOffset = textOffset + textBytes;
  if (bytes.length < dataOffset) throw cut(dataOffset);
  const text = bytes.toString(version === 3 ? 'utf8' : 'latin1', textOffset, dataOffset);

  const isFortranOrder = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const description = /'descr'\s*:\s*('[^']*'|\[[^\]]*\])/.exec(text)?.[1];
  const axes = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  if (description === undefined) throw broken('it has no descr');
  if (isFortranOrder === undefined) throw broken('it has no fortran_order');
  if (axes === undefined) throw broken('it has no shape');

  const { dtype, isBigEndian } = dtypeOf(description.replaceAll("'", ''), name);
  const shape = (axes.match(/\d+/g) ?? []).map(Number);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (!Number.isSafeInteger(count * dtype.bytes)) throw broken(`a shape of ${shapeText(shape)} is beyond any memory`);
  const sizeBytes = dataOffset + count * dtype.bytes;
  return { dtype, isBigEndian, isFortranOrder: isFortranOrder === 'True', shape, count, dataOffset, sizeBytes };
}

function dtypeOf(description: string, { file, what }: ArrayName): { dtype: Dtype; isBigEndian: boolean } {
  const [, order, code] = /^([<>|=]?)([a-zA-Z?]\d*)$/.exec(description) ?? [];
  if (code?.startsWith('O')) throw new Failure(report.npyObjectArray({ file }, { what, found: description }));
  const dtype = dtypes.find((candidate) => candidate.code === (code === '?' ? 'b1' : code));
  if (dtype !== undefined) return { dtype, isBigEndian: order === '>' };
  const expected = dtypes.map(({ name }) => name).join(', ');
  throw new Failure(report.npyUnknownDtype({ file }, { what, found: description.slice(0, 60), expected }));
}

/** A shape as numpy writes it: `[28709, 48, 48]`. */
export const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
