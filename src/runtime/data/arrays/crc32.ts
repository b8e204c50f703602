import * as zlib from 'node:zlib';

const polynomial = 0xedb88320;

/** CRC-32 a byte at a time: for Node before 20.15, which has none of its own (about eight times as fast). */
export function plainCrc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? polynomial ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO-HDLC, the one of zip and png) of bytes. */
export const crc32: (bytes: Uint8Array) => number = typeof zlib.crc32 === 'function' ? zlib.crc32 : plainCrc32;
