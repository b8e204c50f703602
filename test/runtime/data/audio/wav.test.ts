import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { readWav } from '../../../../src/runtime/data/audio/wav.ts';
import { writeWav } from '../../../../src/runtime/data/audio/write-wav.ts';
import { chunk, floatData, formatChunk, integerData, riff } from './wav-bytes.ts';

const oracle = '../shared/oracles/audio/signals.json';

if (!existsSync(oracle)) console.log('skipped: ../shared/oracles/audio is absent');
else {
  const { sampling_rate: rate, files } = JSON.parse(readFileSync(oracle, 'utf8'));
  for (const [file, expected] of Object.entries<Record<string, number & number[]>>(files)) {
    test(`reads ${file} as scipy does`, () => {
      const { samples, rateHz, channels, durationMs } = readWav(readFileSync(`../shared/${file}`), file);
      const stored = Array.from(samples, (sample) => sample * 32768);
      const middle = Math.floor(stored.length / 2);
      assert.equal([rateHz, channels, stored.length], [rate, 1, expected.samples]);
      assert.is(durationMs, (stored.length / rateHz) * 1000);
      assert.equal(stored.slice(0, 20), expected.first_20);
      assert.equal(stored.slice(middle, middle + 20), expected.middle_20);
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      assert.is(sum(stored), expected.sum);
      assert.is(sum(stored.map((value) => value * value)), expected.sum_of_squares);
      assert.equal(
        [stored.reduce((a, b) => Math.min(a, b)), stored.reduce((a, b) => Math.max(a, b))],
        [expected.min, expected.max],
      );
    });
  }
}

const read = (bytes: Uint8Array): number[] => Array.from(readWav(bytes, 'clip.wav').samples);
/** Exact in 8 bits and in every wider encoding. */
const values = [0, 0.5, -0.5, 0.25, -1, 127 / 128];

for (const isBig of [false, true]) {
  for (const bits of [8, 16, 24, 32]) {
    test(`${bits} bits of PCM, ${isBig ? 'RIFX' : 'RIFF'}`, () => {
      const bytes = riff([formatChunk({ tag: 1, bits, isBig }), chunk('data', integerData(values, bits, isBig), isBig)], {
        id: isBig ? 'RIFX' : 'RIFF',
      });
      assert.equal(read(bytes), values);
    });
  }
  for (const bits of [32, 64]) {
    test(`floats of ${bits} bits, ${isBig ? 'RIFX' : 'RIFF'}`, () => {
      const loud = [...values, 3.5];
      const bytes = riff([formatChunk({ tag: 3, bits, isBig }), chunk('data', floatData(loud, bits, isBig), isBig)], {
        id: isBig ? 'RIFX' : 'RIFF',
      });
      assert.equal(read(bytes), loud);
    });
  }
}

test('24 bits are exact', () => {
  const fine = [1 / 0x800000, -1 / 0x800000, 0x7fffff / 0x800000, 0x123456 / 0x800000, -0x123456 / 0x800000];
  assert.equal(read(riff([formatChunk({ tag: 1, bits: 24 }), chunk('data', integerData(fine, 24))])), fine);
});

test('20 valid bits in 24, left-justified', () => {
  assert.equal(read(riff([formatChunk({ tag: 1, bits: 20 }), chunk('data', integerData(values, 24))])), values);
});

test('extensible PCM and floats', () => {
  const pcm = riff([formatChunk({ tag: 0xfffe, subformat: 1, bits: 24 }), chunk('data', integerData(values, 24))]);
  const float = riff([formatChunk({ tag: 0xfffe, subformat: 3, bits: 32 }), chunk('data', floatData(values, 32))]);
  assert.equal(read(pcm), values);
  assert.equal(read(float), values);
});

test('channels are mixed down by their mean', () => {
  const stereo = riff([formatChunk({ tag: 1, bits: 16, channels: 2 }), chunk('data', integerData([0.5, 0.25, -1, 0], 16))]);
  const five = riff([
    formatChunk({ tag: 3, bits: 32, channels: 5 }),
    chunk('data', floatData([1, 2, 3, 4, 5, 0, 0, 0, 0, -5], 32)),
  ]);
  assert.equal(read(stereo), [0.375, -0.5]);
  assert.equal(read(five), [3, -1]);
  assert.is(readWav(five, 'clip.wav').channels, 5);
});

test('any rate', () => {
  for (const rateHz of [1, 7333, 44100, 192000]) {
    const audio = readWav(riff([formatChunk({ tag: 1, bits: 16, rateHz }), chunk('data', integerData(values, 16))]), 'clip.wav');
    assert.is(audio.rateHz, rateHz);
    assert.ok(Math.abs(audio.durationMs * rateHz - 6000) < 1e-9);
  }
});

const format = formatChunk({ tag: 1, bits: 8 });
const odd = [0, 0.5, -0.5];
const data = chunk('data', integerData(odd, 8));

test('chunks in any order, with and without padding, notes before and behind', () => {
  const list = chunk('LIST', Uint8Array.of(1, 2, 3));
  assert.equal(read(riff([list, format, list, data, list])), odd);
  assert.equal(read(riff([data, format])), odd);
  assert.equal(read(riff([list.subarray(0, 11), format, data.subarray(0, 11), list])), odd, 'no padding byte');
  assert.equal(read(riff([format, data.subarray(0, 11)])), odd, 'the last padding byte is missing');
  assert.equal(read(riff([format, data, Uint8Array.of(9, 9, 9, 9, 255, 255, 0, 0, 1)])), odd, 'rubbish behind');
  const tricky = chunk('note', chunk('data', Uint8Array.of(1, 2)));
  assert.equal(read(riff([tricky, format, data])), odd, 'a chunk inside a chunk is not read');
});

test('lengths that programs write when they cannot know them', () => {
  for (const length of [0, 0xffffffff, 0x7ffff000, 0x80000000]) {
    const streamed = data.slice(0, 11);
    new DataView(streamed.buffer).setUint32(4, length, true);
    assert.equal(read(riff([format, streamed], { length })), odd, `0x${length.toString(16)}`);
    assert.equal(read(riff([format, data], { length })), odd, 'only the length of the file is unknown');
  }
});

test('RF64 takes the length from its ds64 chunk', () => {
  const sizes = new Uint8Array(28);
  new DataView(sizes.buffer).setBigUint64(8, 3n, true);
  const long = data.slice();
  new DataView(long.buffer).setUint32(4, 0xffffffff, true);
  assert.equal(
    read(riff([chunk('ds64', sizes), format, long, chunk('LIST', new Uint8Array(4))], { id: 'RF64', length: 0xffffffff })),
    odd,
  );
});

test('a view into a larger buffer is read where it lies', () => {
  const bytes = riff([format, data]);
  const larger = new Uint8Array(bytes.length + 13);
  larger.set(bytes, 7);
  assert.equal(read(larger.subarray(7, 7 + bytes.length)), odd);
});

test('what was written is read back', () => {
  const samples = Float32Array.from({ length: 5001 }, (_, index) => ((index * 7919) % 65536) / 32768 - 1);
  const bytes = writeWav(samples, 22050);
  const audio = readWav(bytes, 'clip.wav');
  assert.equal(audio.samples, samples);
  assert.equal([audio.rateHz, audio.channels], [22050, 1]);
  assert.equal(writeWav(audio.samples, audio.rateHz), bytes);
});

test('writing rounds to the nearest step and clips', () => {
  assert.equal(read(writeWav(Float64Array.of(0.6 / 32768, 0.4 / 32768, 1, 7, -7), 8000)), [
    1 / 32768,
    0,
    32767 / 32768,
    32767 / 32768,
    -1,
  ]);
  assert.throws(() => writeWav(Float32Array.of(Number.NaN), 8000), /sample 0 .* NaN/);
});

if (existsSync('../shared/oracles/audio/noise.wav')) {
  test('a 16-bit file is written back bit for bit', () => {
    const bytes = readFileSync('../shared/oracles/audio/noise.wav');
    const { samples, rateHz } = readWav(bytes, 'noise.wav');
    assert.ok(Buffer.compare(writeWav(samples, rateHz), bytes) === 0);
  });
}

const text = (letters: string): Uint8Array => new Uint8Array(Buffer.from(letters.padEnd(64, '\0'), 'latin1'));
const wholeClip = riff([formatChunk({ tag: 1, bits: 16 }), chunk('data', integerData(values, 16))]);
const withFormat = (settings: Parameters<typeof formatChunk>[0]): Uint8Array => riff([formatChunk(settings), data]);
const notFinite = (bits: number, value: number): Uint8Array =>
  riff([formatChunk({ tag: 3, bits, rateHz: 4 }), chunk('data', floatData([0, 1, value, value], bits))]);

const bad: readonly [code: string, name: string, bytes: Uint8Array, says: RegExp][] = [
  ['E0701', 'an empty file', new Uint8Array(0), /found an empty file/],
  ['E0701', 'three bytes', Uint8Array.of(1, 2, 255), /found only the bytes 01 02 ff/],
  ['E0701', 'an MP3 file with a tag', text('ID3\x04'), /an MP3 file/],
  ['E0701', 'an MP3 file without a tag', text('\xff\xfb\x90'), /an MP3 file/],
  ['E0701', 'a FLAC file', text('fLaC'), /a FLAC file/],
  ['E0701', 'an Ogg file', text('OggS'), /an Ogg file/],
  ['E0701', 'an M4A file', text('\0\0\0\x20ftypM4A '), /an M4A file/],
  ['E0701', 'an AVI video', text('RIFF\x10\0\0\0AVI '), /an AVI video/],
  ['E0701', 'a page of a site', text('<!doctype html>\n<html>'), /an HTML page/],
  ['E0701', 'a pointer', text('version https://git-lfs.github.com/spec/v1\n'), /a Git LFS pointer \(the file/],
  ['E0701', 'text', text('id,text\n'), /the bytes 69 64/],
  ['E0702', 'a header only begun', wholeClip.subarray(0, 10), /byte 12, the file ends at byte 10/],
  ['E0702', 'cut inside the format', wholeClip.subarray(0, 30), /`fmt` chunk .* byte 36, the file ends at byte 30/],
  ['E0702', 'cut between the chunks', wholeClip.subarray(0, 36), /byte 56, the file ends at byte 36/],
  ['E0702', 'cut inside the samples', wholeClip.subarray(0, 55), /`data` chunk .* byte 56, the file ends at byte 55/],
  ['E0703', 'zero samples', riff([format, chunk('data', new Uint8Array(0))]), /no samples/],
  [
    'E0703',
    'zero samples before notes',
    riff([format, chunk('data', new Uint8Array(0)), chunk('LIST', new Uint8Array(4))]),
    /no samples/,
  ],
  ['E0703', 'half a sample', riff([formatChunk({ tag: 1, bits: 16 }), chunk('data', Uint8Array.of(1))]), /chunk of 1 bytes/],
  ['E0704', '0 Hz', withFormat({ tag: 1, bits: 8, rateHz: 0 }), /rate of 0 Hz/],
  ['E0704', 'a rate of nothing on earth', withFormat({ tag: 1, bits: 8, rateHz: 0xfffffff0 }), /4294967280 Hz/],
  ['E0705', 'ADPCM', withFormat({ tag: 2, bits: 4 }), /Microsoft ADPCM/],
  ['E0705', 'mu-law', withFormat({ tag: 7, bits: 8 }), /mu-law/],
  ['E0705', 'MP3 in a wav', withFormat({ tag: 0x55, bits: 0 }), /as MP3/],
  ['E0705', 'A-law, extensible', withFormat({ tag: 0xfffe, subformat: 6, bits: 8 }), /A-law/],
  ['E0705', 'a format without a name', withFormat({ tag: 0x1234, bits: 8 }), /format 0x1234/],
  ['E0705', 'PCM of 64 bits', withFormat({ tag: 1, bits: 64 }), /PCM of 64 bits/],
  ['E0705', 'PCM of 0 bits', withFormat({ tag: 1, bits: 0 }), /PCM of 0 bits/],
  ['E0705', 'floats of 16 bits', withFormat({ tag: 3, bits: 16 }), /floats of 16 bits/],
  ['E0706', 'NaN', notFinite(32, Number.NaN), /sample 3 \(at 0\.500 s\) is NaN/],
  ['E0706', 'infinity', notFinite(64, Number.NEGATIVE_INFINITY), /is -Infinity/],
  ['E0707', 'no format', riff([data]), /no `fmt` chunk/],
  ['E0707', 'no data', riff([format]), /no `data` chunk/],
  ['E0707', 'a short format', riff([chunk('fmt ', new Uint8Array(10)), data]), /10 bytes, expected at least 16/],
  ['E0707', 'no channels', withFormat({ tag: 1, bits: 8, channels: 0 }), /0 channels/],
  ['E0707', 'a block that is too wide', withFormat({ tag: 1, bits: 16, blockBytes: 3 }), /3 bytes .* expected 1 x 2/],
];
for (const [code, name, bytes, says] of bad) {
  test(`${name} is ${code}`, () => {
    try {
      readWav(bytes, 'a/clip.wav');
    } catch (error) {
      assert.instance(error, Failure);
      const { diagnostics } = error as Failure;
      assert.is(diagnostics.length, 1);
      assert.is(diagnostics[0]?.code, code);
      assert.match(diagnostics[0]?.message ?? '', says);
      assert.ok(diagnostics[0]?.message.includes('`a/clip.wav`'));
      assert.equal(diagnostics[0]?.at, { file: 'a/clip.wav' });
      return;
    }
    assert.unreachable('it was read');
  });
}

test('no cut and no flipped byte throws anything but a Failure', () => {
  const source = riff([
    chunk('LIST', Uint8Array.of(1, 2, 3)),
    formatChunk({ tag: 0xfffe, subformat: 3, bits: 32 }),
    chunk('data', floatData(values, 32)),
  ]);
  const attempt = (bytes: Uint8Array): void => {
    try {
      readWav(bytes, 'clip.wav');
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  };
  for (let end = 0; end <= source.length; end++) attempt(source.subarray(0, end));
  for (let at = 0; at < source.length; at++) {
    for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
      const bytes = source.slice();
      bytes[at] = byte;
      attempt(bytes);
    }
  }
});

test.run();
