import { createHash } from 'node:crypto';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';

/** Elements of a tensor. The kind of array is the dtype of the file. */
export type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;

/** A tensor, row-major: as many elements as the product of its shape. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Content of a safetensors file. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Free texts by name. */
  readonly metadata: ReadonlyMap<string, string>;
}

interface Dtype {
  readonly name: string;
  readonly bytes: number;
  readonly holds: (data: TensorData) => boolean;
  readonly view: (buffer: ArrayBufferLike, offset: number, count: number) => TensorData;
}

const dtypes: readonly Dtype[] = [
  { name: 'F64', bytes: 8, holds: (data) => data instanceof Float64Array, view: (...place) => new Float64Array(...place) },
  { name: 'I64', bytes: 8, holds: (data) => data instanceof BigInt64Array, view: (...place) => new BigInt64Array(...place) },
  { name: 'F32', bytes: 4, holds: (data) => data instanceof Float32Array, view: (...place) => new Float32Array(...place) },
  { name: 'I32', bytes: 4, holds: (data) => data instanceof Int32Array, view: (...place) => new Int32Array(...place) },
  { name: 'U8', bytes: 1, holds: (data) => data instanceof Uint8Array, view: (...place) => new Uint8Array(...place) },
];

/** Our own entry in the metadata: SHA-256 of everything behind the header. Other programs ignore it; files without it are read all the same. */
const checksumName = 'data_sha256';
const metadataName = '__metadata__';
/** The limit of the format's reference implementation. */
const longestHeaderBytes = 100_000_000;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, axis) => product * axis, 1);
const bytesOf = ({ data }: Tensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/**
 * The bytes of a safetensors file, in pieces for `writeWhole`: the header, then the memory of the tensors themselves, not copied.
 *
 * Format: huggingface/safetensors, README. Tensors lie one behind the other without holes, the widest elements first and otherwise in the order
 * given, and the header is padded to eight bytes: so each lies at a multiple of its element size. The same content gives the same bytes.
 */
export function encodeSafetensors(content: Safetensors): readonly Uint8Array[] {
  const entries = [...content.tensors].map(([name, tensor]) => {
    if (sizeOf(tensor.shape) !== tensor.data.length || name === metadataName) {
      throw new Error(`tensor ${name} [${tensor.shape}] cannot hold ${tensor.data.length} elements (a bug of emoc)`);
    }
    const dtype = dtypes.find(({ holds }) => holds(tensor.data)) as Dtype;
    return { name, tensor, dtype };
  });
  entries.sort((one, other) => other.dtype.bytes - one.dtype.bytes);

  const hash = createHash('sha256');
  for (const { tensor } of entries) hash.update(bytesOf(tensor));
  const metadata = Object.fromEntries([...content.metadata, [checksumName, hash.digest('hex')]]);

  // Written by hand: an object would put names that look like numbers first.
  const fields = [`"${metadataName}":${JSON.stringify(metadata)}`];
  let offset = 0;
  for (const { name, tensor, dtype } of entries) {
    const end = offset + tensor.data.byteLength;
    const field = { dtype: dtype.name, shape: tensor.shape, data_offsets: [offset, end] };
    fields.push(`${JSON.stringify(name)}:${JSON.stringify(field)}`);
    offset = end;
  }
  const text = Buffer.from(`{${fields.join(',')}}`);
  const header = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, ' ');
  header.writeBigUInt64LE(BigInt(header.length - 8));
  header.set(text, 8);
  return [header, ...entries.map(({ tensor }) => bytesOf(tensor))];
}

/**
 * Reads a safetensors file after checking all of it: length of the header, its JSON, names, types, shapes against sizes, offsets without
 * overlap or hole up to the last byte, and the checksum where there is one.
 *
 * Tensors are views on `bytes` where these are aligned. Throws a `Failure` (E0901) that says what does not fit.
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const corrupted = (reason: string): Failure => new Failure(report.corruptedCheckpoint({ file }, { file, reason }));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < 8) throw corrupted(`expected at least 8 bytes, found ${buffer.length}`);
  const headerBytes = Number(buffer.readBigUInt64LE());
  if (headerBytes > longestHeaderBytes) throw corrupted(`its header claims ${headerBytes} bytes`);
  if (8 + headerBytes > buffer.length) throw corrupted(`its header claims ${headerBytes} bytes, ${buffer.length - 8} are there`);
  const data = buffer.subarray(8 + headerBytes);

  const { fields, metadata } = headerOf(buffer.subarray(8, 8 + headerBytes), corrupted);
  const tensors = new Map<string, Tensor>();
  let end = 0;
  for (const { name, dtype, shape, start, stop } of fields) {
    const quoted = `tensor ${JSON.stringify(name)}`;
    if (start !== end) throw corrupted(`${quoted} begins at byte ${start}, expected ${end}`);
    if (stop - start !== sizeOf(shape) * dtype.bytes) {
      throw corrupted(`${quoted} of type ${dtype.name} and shape [${shape.join(', ')}] has ${stop - start} bytes`);
    }
    if (stop > data.length) throw corrupted(`${quoted} ends at byte ${stop} of ${data.length}`);
    tensors.set(name, { shape, data: elements(data.subarray(start, stop), dtype) });
    end = stop;
  }
  if (end !== data.length) throw corrupted(`${data.length - end} bytes at its end belong to no tensor`);
  const checksum = metadata.get(checksumName);
  if (checksum !== undefined && checksum !== createHash('sha256').update(data).digest('hex')) {
    throw corrupted('its numbers have another checksum than the header says');
  }
  metadata.delete(checksumName);
  return { tensors, metadata };
}

interface Field {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly start: number;
  readonly stop: number;
}

/** Tensors in the order of their bytes. Sizes and places are not yet held against each other. */
function headerOf(text: Buffer, corrupted: (reason: string) => Failure): { fields: Field[]; metadata: Map<string, string> } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw corrupted('its header is not JSON');
  }
  if (!isRecord(header)) throw corrupted('its header is not a JSON object');
  const metadata = new Map<string, string>();
  const fields: Field[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (!isRecord(value)) throw corrupted(`the header's entry ${JSON.stringify(name)} is not an object`);
    if (name === metadataName) {
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== 'string') throw corrupted(`the metadata ${JSON.stringify(key)} is not a text`);
        metadata.set(key, text);
      }
      continue;
    }
    const { dtype: type, shape, data_offsets: offsets } = value;
    const dtype = dtypes.find((candidate) => candidate.name === type);
    if (dtype === undefined) {
      const expected = dtypes.map((candidate) => candidate.name).join(', ');
      throw corrupted(`tensor ${JSON.stringify(name)} has type ${JSON.stringify(type)}, expected one of ${expected}`);
    }
    if (!isCounts(shape)) throw corrupted(`tensor ${JSON.stringify(name)} has no shape`);
    if (!isCounts(offsets) || offsets.length !== 2) throw corrupted(`tensor ${JSON.stringify(name)} has no offsets`);
    fields.push({ name, dtype, shape, start: offsets[0] as number, stop: offsets[1] as number });
  }
  // Empty tensors share their start with the next one.
  fields.sort((one, other) => one.start - other.start || one.stop - other.stop);
  return { fields, metadata };
}

function elements(bytes: Buffer, { bytes: elementBytes, view }: Dtype): TensorData {
  const isAligned = bytes.byteOffset % elementBytes === 0;
  const place = isAligned ? bytes : Uint8Array.from(bytes);
  return view(place.buffer, place.byteOffset, bytes.length / elementBytes);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
