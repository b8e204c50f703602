import type { Audio } from './audio/audio.ts';
import type { NumberData, RowPlace } from './source.ts';

/**
 * One modality of all rows of a data set, packed: one array for all rows, not one a row.
 *
 * Sequences lie one after the other without any padding; row `i` has the elements `offsets[i]` to `offsets[i + 1]`. Padding first appears in
 * a batch, so that no statistic can ever see it.
 */
export type Samples =
  /** [n, width]; `names` are those of the features, where a header has them. */
  | { readonly kind: 'vec'; readonly width: number; readonly data: Float32Array; readonly names?: readonly string[] | undefined }
  /**
   * Frames of all rows, [offsets[n], width]. `exactLength`: every row counts as that long; what is missing at its end is zeros, and no row
   * has more.
   */
  | {
      readonly kind: 'seq';
      readonly width: number;
      readonly offsets: Int32Array;
      readonly data: Float32Array;
      readonly exactLength: number | null;
    }
  /** Ids of all rows; 0 is never among them. */
  | { readonly kind: 'tokens'; readonly offsets: Int32Array; readonly data: Int32Array }
  /** [n, height, width, channels]; 8-bit values stand for `value / 255`. */
  | {
      readonly kind: 'image';
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      readonly data: Uint8Array | Float32Array;
    }
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  /** `placeOf`: where the row of a clip stands, for messages. */
  | { readonly kind: 'audio'; readonly clips: readonly Clip[]; readonly placeOf: (row: number) => RowPlace };

export type SamplesOf<Kind extends Samples['kind']> = Extract<Samples, { readonly kind: Kind }>;

/** Sound of one row: in a wav file, or made by a reader. */
export type Clip =
  | { readonly kind: 'file' /** As the user names it. */; readonly file: string; readonly path: string }
  | { readonly kind: 'sound'; readonly file: string; readonly load: () => Audio };

/** Every clip by its name, once, with the first row that names it. */
export function firstRows(clips: readonly Pick<Clip, 'file'>[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [row, { file }] of clips.entries()) if (!rows.has(file)) rows.set(file, row);
  return rows;
}

/** The samples as the kind that a step takes. The checker lets no other kind through. */
export function samplesOf<Kind extends Samples['kind']>(samples: Samples, ...kinds: readonly Kind[]): SamplesOf<Kind> {
  if (kinds.some((kind) => kind === samples.kind)) return samples as SamplesOf<Kind>;
  throw new Error(`expected ${kinds.join(' or ')}, found ${samples.kind} (a bug of emoc)`);
}

export function rowCountOf(samples: Samples): number {
  switch (samples.kind) {
    case 'vec':
      return samples.data.length / samples.width;
    case 'image':
      return samples.data.length / (samples.height * samples.width * samples.channels);
    case 'text':
      return samples.texts.length;
    case 'audio':
      return samples.clips.length;
    default:
      return samples.offsets.length - 1;
  }
}

/** Elements of one row of a sequence. */
export const lengthAt = (offsets: Int32Array, row: number): number => (offsets[row + 1] as number) - (offsets[row] as number);

/** Rows of a row-major array in another order; `null` is the array itself. */
export function gatherRows<Data extends NumberData>(data: Data, width: number, rows: Int32Array | null): Data {
  if (rows === null) return data;
  const gathered = new (data.constructor as new (length: number) => Data)(rows.length * width);
  for (const [index, row] of rows.entries()) gathered.set(data.subarray(row * width, (row + 1) * width), index * width);
  return gathered;
}
