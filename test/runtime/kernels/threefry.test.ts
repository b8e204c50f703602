import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { threefry as firstWord, keepThreshold } from '../../../src/compiler/graph/threefry.ts';
import { fillKeepMask, keepMaskScalars, threefry } from '../../../src/runtime/kernels/threefry.ts';
import { createBench } from './kernels-under-test.ts';

const blocks = suite('Threefry-2x32-20');

/** From Random123's kat_vectors: key, counter, output. */
const knownAnswers = [
  [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
] as const;

blocks('gives the known answers', () => {
  const output = new Uint32Array(2);
  for (const [key0, key1, counter0, counter1, word0, word1] of knownAnswers) {
    threefry(key0, key1, counter0, counter1, output);
    assert.equal(Array.from(output), [word0, word1]);
  }
});
blocks.run();

const masks = suite('keep-masks');
const addresses = [
  { seed: 7, site: 3, step: 41 },
  { seed: 0, site: 0, step: 0 },
  { seed: 0xffffffff, site: 0xdeadbeef, step: 0xfffffffe },
];

function maskOf(address: (typeof addresses)[number], keep: number, count: number): { mask: Float32Array; all: Float32Array } {
  const { kernels, floats } = createBench();
  const { at, values } = floats(new Float32Array(count + 1).fill(9));
  const { lastKept, value } = keepMaskScalars(keep);
  kernels.keepMask(at, count, address.seed, address.site, address.step, lastKept, value);
  return { mask: values.subarray(0, count), all: values };
}

masks('the kernel sets the bits of the definition, for every length', () => {
  for (const address of addresses) {
    for (const keep of [0.8, 0.5, 1 / 3, 1e-3, 1]) {
      for (const count of [0, 1, 2, 3, 4, 5, 6, 7, 8, 257]) {
        const { mask, all } = maskOf(address, keep, count);
        const expected = new Float32Array(count);
        fillKeepMask(expected, address, keep);
        assert.equal(new Uint32Array(mask.slice().buffer), new Uint32Array(expected.buffer), `${count} elements, keep ${keep}`);
        assert.is(all[count], 9, 'nothing is written behind the mask');
      }
    }
  }
});

masks('the kernel is Threefry itself: its threshold is tight at a known answer', () => {
  // Element 0 at seed, site and step 0 is the first known word: kept when it is the last kept one, dropped just below.
  const { kernels, floats } = createBench();
  const { at, values } = floats(1);
  kernels.keepMask(at, 1, 0, 0, 0, 0x6b200159, 2);
  assert.is(values[0], 2);
  kernels.keepMask(at, 1, 0, 0, 0, 0x6b200158, 2);
  assert.is(values[0], 0);
  const key = [0x13198a2e, 0x03707344, 0x243f6a88] as const;
  const output = new Uint32Array(2);
  const row = floats(6);
  for (let i = 0; i < 6; i += 1) {
    threefry(...key, i, output);
    kernels.keepMask(row.at, 6, ...key, output[0]!, 1);
    assert.is(row.values[i], 1);
    kernels.keepMask(row.at, 6, ...key, output[0]! - 1, 1);
    assert.is(row.values[i], 0);
  }
});

masks('are those of the op in the graph', () => {
  for (const address of addresses) {
    for (const keep of [0.8, 0.5, 1 / 3, 0.9, 1e-10, 1]) {
      const mask = new Float64Array(1000);
      fillKeepMask(mask, address, keep);
      const expected = mask.map((_, i) =>
        firstWord(address.seed, address.site, address.step, i) < keepThreshold(keep) ? 1 / keep : 0,
      );
      assert.equal(mask, expected);
    }
  }
});

masks('keep the right share, independently of neighbour, site and step', () => {
  const count = 100_000;
  const keep = 0.7;
  const bits = (address: (typeof addresses)[number]) =>
    Array.from(maskOf(address, keep, count).mask, (value) => (value > 0 ? 1 : 0));
  const here = bits({ seed: 1, site: 2, step: 3 });
  const others = {
    'the next element': [...here.slice(1), here[0]!],
    'the next site': bits({ seed: 1, site: 3, step: 3 }),
    'the next step': bits({ seed: 1, site: 2, step: 4 }),
    'another seed': bits({ seed: 2, site: 2, step: 3 }),
  };
  const deviation = Math.sqrt((keep * (1 - keep)) / count);
  const share = here.reduce<number>((sum, bit) => sum + bit, 0) / count;
  assert.ok(Math.abs(share - keep) < 4 * deviation, `${share}`);
  for (const [name, other] of Object.entries(others)) {
    const covariance = here.reduce<number>((sum, bit, i) => sum + (bit - keep) * (other[i]! - keep), 0) / count;
    assert.ok(Math.abs(covariance) < (4 * keep * (1 - keep)) / Math.sqrt(count), `${name}: ${covariance}`);
  }
});

masks('keep everything at 1, and refuse what is no probability', () => {
  assert.ok(maskOf(addresses[2]!, 1, 1000).mask.every((value) => value === 1));
  for (const keep of [0, -0.1, 1.1, Number.NaN]) assert.throws(() => keepMaskScalars(keep), /probability in \(0, 1\]/);
});
masks.run();
