import { encode } from 'fast-png';

/** Pixels of 8 bits, row-major from the top left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 gray, 3 red, green and blue, interleaved. */
  readonly channels: 1 | 3;
  /** `height * width * channels` values. */
  readonly data: Uint8Array;
}

/** The bytes of a PNG file with these pixels. The same pixels give the same bytes on every machine: compression is JavaScript, not the system's. */
export function encodePng({ width, height, channels, data }: Pixels): Uint8Array {
  if (data.length !== width * height * channels || data.length === 0) {
    throw new Error(`${data.length} values are no image of ${width} x ${height} x ${channels} (a bug of emoc)`);
  }
  return encode({ width, height, channels, depth: 8, data });
}
