import { constants, inflateRawSync } from 'node:zlib';
import { nearest } from '../../../compiler/diagnostics/nearest.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { crc32 } from './crc32.ts';
import { elementsOf, type NumberArray } from './npy.ts';
import { type ArrayName, type NpyHeader, readNpyHeader, shapeText } from './npy-header.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** The arrays of an npz file. Each is inflated when it is asked for. */
export interface Npz {
  /** Names of the arrays in the order of the file. */
  readonly names: readonly string[];
  /** Shape and element type of an array, without inflating more than its header. */
  describe(name: string): { readonly dtype: string; readonly shape: readonly number[] };
  /** Inflates an array and checks its checksum. Made anew by each call. */
  read(name: string): NumberArray;
}

/** Largest array that is inflated where nobody says otherwise: 1 GiB. */
const defaultLimitBytes = 2 ** 30;

/** Packed bytes that surely hold an npy header of a numeric array; they inflate to 2 MiB at most. */
const headPackedBytes = 2048;

/**
 * Opens an npz file: a zip archive of npy arrays. `bytes` must not be changed while it is in use.
 *
 * A zip bomb cannot do harm: before anything is inflated, the declared size is held against `limitBytes` and against shape and type in the array's
 * own header; then that many bytes are set aside once, and inflating stops where they are full.
 *
 * Throws a `Failure`: not an archive (E0731), an unknown name (E0737), too large (E0734), sizes that disagree (E0735), damaged (E0739),
 * packed in a way numpy does not use (E0740), and all those of `readNpy`.
 */
export function openNpz(bytes: Uint8Array, file: string, { limitBytes = defaultLimitBytes } = {}): Npz {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries = new Map(
    readZipDirectory(archive, file)
      .filter(({ name }) => name.endsWith('.npy'))
      .map((entry) => [entry.name.slice(0, -4), entry]),
  );
  const names = [...entries.keys()];
  if (names.length === 0) throw new Failure(report.npzNotAnArchive({ file }, { file, reason: 'it holds no npy array' }));

  const find = (array: string): { entry: ZipEntry; header: NpyHeader; name: ArrayName } => {
    const entry = entries.get(array);
    if (entry === undefined) {
      const [arrays, meant] = [names.map((name) => `\`${name}\``).join(', '), nearest(array, names)];
      throw new Failure(report.missingArray({ file }, { file, array, arrays, nearest: meant }));
    }
    const name = { file, what: `array \`${array}\` of \`${file}\`` };
    return { entry, header: headerOf(entry, name, limitBytes), name };
  };
  return {
    names,
    describe(array) {
      const { dtype, shape } = find(array).header;
      return { dtype: dtype.name, shape };
    },
    read(array) {
      const { entry, header, name } = find(array);
      const whole = entry.method === 0 ? entry.packed : inflate(entry, header, name);
      if (crc32(whole) !== entry.crc32) throw damaged(name, 'its checksum differs from the one in the archive');
      return elementsOf(whole, header, name);
    },
  };
}

/** Reads the array's header and holds all sizes against each other. */
function headerOf({ method, isEncrypted, packed, sizeBytes }: ZipEntry, name: ArrayName, limitBytes: number): NpyHeader {
  const { file, what } = name;
  const unsupported = (reason: string): Failure => new Failure(report.npzUnsupported({ file }, { what, reason }));
  if (isEncrypted) throw unsupported('it needs a password');
  if (method !== 0 && method !== 8) throw unsupported(`it is packed by method ${method}; expected 0 (stored) or 8 (deflated)`);
  if (sizeBytes > limitBytes) throw new Failure(report.npzTooLarge({ file }, { what, sizeBytes, limitBytes }));

  const head = method === 0 ? packed : inflateHead(packed, name);
  const header = readNpyHeader(head, name);
  if (header.sizeBytes !== sizeBytes) {
    const [shape, found] = [shapeText(header.shape), `the archive declares ${sizeBytes}`];
    throw new Failure(report.arraySizeDiffers({ file }, { what, expectedBytes: header.sizeBytes, shape, found }));
  }
  return header;
}

function inflateHead(packed: Buffer, name: ArrayName): Buffer {
  try {
    return inflateRawSync(packed.subarray(0, headPackedBytes), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw damaged(name, (error as Error).message);
  }
}

/** Inflates into one piece of memory: with zlib's own growing pieces an array would for a moment exist twice. */
function inflate({ packed }: ZipEntry, header: NpyHeader, name: ArrayName): Buffer {
  const { file, what } = name;
  try {
    // One byte more than needed: a piece that is exactly full makes zlib ask for the next one.
    const chunkSize = Math.max(64, header.sizeBytes + 1);
    return inflateRawSync(packed, { chunkSize, maxOutputLength: header.sizeBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const [shape, found] = [shapeText(header.shape), 'it goes on inflating beyond them'];
      throw new Failure(report.arraySizeDiffers({ file }, { what, expectedBytes: header.sizeBytes, shape, found }));
    }
    throw damaged(name, (error as Error).message);
  }
}

const damaged = ({ file, what }: ArrayName, reason: string): Failure =>
  new Failure(report.brokenArray({ file }, { what, reason }));
