import { inflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crc32 } from '../../../../src/runtime/data/arrays/crc32.ts';
import { encodePng, type Pixels } from '../../../../src/runtime/data/image/write-png.ts';
import { pseudoRandom } from '../../pseudo-random.ts';

/** Reads a PNG without interlacing by the letter of its specification (W3C PNG, third edition), checking every chunk. */
function read(bytes: Uint8Array): { header: number[]; data: number[] } {
  const file = Buffer.from(bytes);
  assert.is(file.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  let header: Buffer = Buffer.alloc(0);
  const packed: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    assert.is(file.readUInt32BE(at + 8 + length), crc32(file.subarray(at + 4, at + 8 + length)), type);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') packed.push(data);
    at += 12 + length;
    if (type === 'IEND') assert.is(at, file.length);
  }
  const [width, height, depth, colour] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8] as number,
    header[9] as number,
  ];
  const channels = colour === 0 ? 1 : 3;
  const lineBytes = width * channels;
  const lines = inflateSync(Buffer.concat(packed));
  assert.is(lines.length, height * (lineBytes + 1));
  const data: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const filter = lines[row * (lineBytes + 1)] as number;
    for (let index = 0; index < lineBytes; index += 1) {
      const left = index < channels ? 0 : (data[row * lineBytes + index - channels] as number);
      const above = row === 0 ? 0 : (data[(row - 1) * lineBytes + index] as number);
      const corner = row === 0 || index < channels ? 0 : (data[(row - 1) * lineBytes + index - channels] as number);
      const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? above : corner;
      const predicted = [0, left, above, (left + above) >> 1, paeth][filter] as number;
      data.push(((lines[row * (lineBytes + 1) + 1 + index] as number) + predicted) & 255);
    }
  }
  return { header: [width, height, depth, colour], data };
}

const random = pseudoRandom(10);
const image = (width: number, height: number, channels: 1 | 3): Pixels => ({
  width,
  height,
  channels,
  data: Uint8Array.from({ length: width * height * channels }, (_, index) => (index * 3 + random() * 40) & 255),
});

for (const pixels of [image(48, 48, 1), image(1, 1, 1), image(5, 3, 3), image(300, 2, 3)]) {
  test(`${pixels.width} x ${pixels.height} x ${pixels.channels}: a valid file with just these pixels`, () => {
    const file = encodePng(pixels);
    const { header, data } = read(file);
    assert.equal(header, [pixels.width, pixels.height, 8, pixels.channels === 1 ? 0 : 2]);
    assert.equal(data, [...pixels.data]);
    assert.equal([...decode(file).data], [...pixels.data]);
    assert.ok(Buffer.from(encodePng(pixels)).equals(file));
  });
}

test('pixels that do not fill the image are a bug of emoc', () => {
  assert.throws(() => encodePng({ width: 2, height: 2, channels: 1, data: new Uint8Array(3) }), /bug of emoc/);
  assert.throws(() => encodePng({ width: 0, height: 2, channels: 1, data: new Uint8Array(0) }), /bug of emoc/);
});

test.run();
