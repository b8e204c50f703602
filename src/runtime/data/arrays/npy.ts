import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { dtypes, halfFloat, type Numbers } from './dtypes.ts';
import { type ArrayName, type NpyHeader, readNpyHeader, shapeText } from './npy-header.ts';

/** An array of numbers, row-major. */
export interface NumberArray {
  /** Element type of the file, as numpy calls it: `uint8`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** `shape[0] * shape[1] * …` elements. 64-bit integers are 64-bit floats, half floats are 32-bit floats. */
  readonly data: Numbers;
}

/**
 * Reads an npy file.
 *
 * Little-endian row-major elements are not copied: the array is a view on `bytes`, which must not be changed afterwards.
 *
 * Throws a `Failure` for whatever is not a whole npy array of numbers (E0730 to E0742).
 */
export const readNpy = (bytes: Uint8Array, file: string): NumberArray => {
  const name = { file, what: `\`${file}\`` };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return elementsOf(buffer, readNpyHeader(buffer, name), name);
};

/** The elements behind a header. Throws E0735 or E0736 where there are more or fewer bytes than it says. */
export function elementsOf(bytes: Buffer, header: NpyHeader, name: ArrayName): NumberArray {
  const { dtype, shape, count, dataOffset, sizeBytes } = header;
  const { file, what } = name;
  if (bytes.length < sizeBytes) {
    throw new Failure(report.truncatedArray({ file }, { what, expectedBytes: sizeBytes, foundBytes: bytes.length }));
  }
  if (bytes.length > sizeBytes) {
    const found = `${bytes.length} bytes are there`;
    throw new Failure(report.arraySizeDiffers({ file }, { what, expectedBytes: sizeBytes, shape: shapeText(shape), found }));
  }
  const elements = littleEndian(bytes.subarray(dataOffset), dtype.bytes, header.isBigEndian);
  const data = dtype.view === undefined ? converted(elements, header, name) : viewed(elements, dtype.bytes, count, dtype.view);
  return { dtype: dtype.name, shape, data: header.isFortranOrder && shape.length > 1 ? rowMajor(data, shape) : data };
}

function littleEndian(bytes: Buffer, elementBytes: number, isBigEndian: boolean): Buffer {
  if (!isBigEndian || elementBytes === 1) return bytes;
  const swapped = Buffer.from(bytes);
  return elementBytes === 2 ? swapped.swap16() : elementBytes === 4 ? swapped.swap32() : swapped.swap64();
}

type View = NonNullable<(typeof dtypes)[number]['view']>;

/** A view where the bytes lie at a multiple of the element's size, else over a copy. */
function viewed(bytes: Buffer, elementBytes: number, count: number, view: View): Numbers {
  if (bytes.byteOffset % elementBytes === 0 && bytes.buffer instanceof ArrayBuffer) {
    return view(bytes.buffer, bytes.byteOffset, count);
  }
  return view(Uint8Array.from(bytes).buffer, 0, count);
}

function converted(bytes: Buffer, { dtype, count }: NpyHeader, { file, what }: ArrayName): Numbers {
  if (dtype.code === 'f2') return Float32Array.from({ length: count }, (_, index) => halfFloat(bytes.readUInt16LE(index * 2)));
  const isSigned = dtype.code === 'i8';
  const data = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const high = isSigned ? bytes.readInt32LE(index * 8 + 4) : bytes.readUInt32LE(index * 8 + 4);
    const value = high * 2 ** 32 + bytes.readUInt32LE(index * 8);
    if (!Number.isSafeInteger(value)) {
      const found = String(isSigned ? bytes.readBigInt64LE(index * 8) : bytes.readBigUInt64LE(index * 8));
      throw new Failure(report.integerTooLarge({ file }, { what, index, found }));
    }
    data[index] = value;
  }
  return data;
}

/** Elements in C order of an array that is stored with its first axis running fastest. */
function rowMajor(data: Numbers, shape: readonly number[]): Numbers {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1));
  const result = data.slice();
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < data.length; to += 1) {
    result[to] = data[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const next = (index[axis] as number) + 1;
      from += strides[axis] as number;
      if (next < (shape[axis] as number)) {
        index[axis] = next;
        break;
      }
      from -= next * (strides[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}

/** Throws E0738 unless the array has the expected number of axes. `expected` says it in words: `3 axes [clips, height, width]`. */
export function checkRank(array: NumberArray, rank: number, expected: string, { file, what }: ArrayName): NumberArray {
  if (array.shape.length === rank) return array;
  throw new Failure(report.wrongRank({ file }, { what, shape: shapeText(array.shape), expected }));
}

/** The bytes of an npy file, version 1.0: little-endian, row-major, elements at a multiple of 64 bytes. */
export function writeNpy(shape: readonly number[], data: Numbers): Uint8Array {
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (count !== data.length) throw new Error(`${data.length} elements are no array ${shapeText(shape)} (a bug of emoc)`);
  const dtype = dtypes.find(({ name }) => `${name}array` === data.constructor.name.toLowerCase());
  if (dtype === undefined) throw new Error(`${data.constructor.name} has no npy type (a bug of emoc)`);
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const order = dtype.bytes === 1 ? '|' : '<';
  const text = `{'descr': '${order}${dtype.code}', 'fortran_order': False, 'shape': (${axes}), }`;
  const dataOffset = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = Buffer.alloc(dataOffset + data.byteLength);
  bytes.write('\x93NUMPY\x01\x00', 'latin1');
  bytes.writeUInt16LE(dataOffset - 10, 8);
  bytes.write(`${text.padEnd(dataOffset - 11)}\n`, 10, 'latin1');
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dataOffset);
  return bytes;
}
