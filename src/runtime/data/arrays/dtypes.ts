/** Elements as they lie in memory. Half floats become 32-bit floats, 64-bit integers become 64-bit floats; truth values are bytes 0 and 1. */
export type Numbers =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

/** One element type of the npy format, by its two letters (`f4`). */
export interface Dtype {
  readonly code: string;
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  /** A view on `count` elements at `offset`, where the memory holds them as they are; the others are converted. */
  readonly view?: (buffer: ArrayBuffer, offset: number, count: number) => Numbers;
}

export const dtypes: readonly Dtype[] = [
  { code: 'f2', name: 'float16', bytes: 2 },
  { code: 'f4', name: 'float32', bytes: 4, view: (buffer, offset, count) => new Float32Array(buffer, offset, count) },
  { code: 'f8', name: 'float64', bytes: 8, view: (buffer, offset, count) => new Float64Array(buffer, offset, count) },
  { code: 'i1', name: 'int8', bytes: 1, view: (buffer, offset, count) => new Int8Array(buffer, offset, count) },
  { code: 'u1', name: 'uint8', bytes: 1, view: (buffer, offset, count) => new Uint8Array(buffer, offset, count) },
  { code: 'b1', name: 'bool', bytes: 1, view: (buffer, offset, count) => new Uint8Array(buffer, offset, count) },
  { code: 'i2', name: 'int16', bytes: 2, view: (buffer, offset, count) => new Int16Array(buffer, offset, count) },
  { code: 'u2', name: 'uint16', bytes: 2, view: (buffer, offset, count) => new Uint16Array(buffer, offset, count) },
  { code: 'i4', name: 'int32', bytes: 4, view: (buffer, offset, count) => new Int32Array(buffer, offset, count) },
  { code: 'u4', name: 'uint32', bytes: 4, view: (buffer, offset, count) => new Uint32Array(buffer, offset, count) },
  { code: 'i8', name: 'int64', bytes: 8 },
  { code: 'u8', name: 'uint64', bytes: 8 },
];

/** The number whose half-precision bits (IEEE 754 binary16) are `bits`. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
