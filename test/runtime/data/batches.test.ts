import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ModalityType } from '../../../src/compiler/catalogue/types.ts';
import { type BatchOptions, batches, type RowBatch } from '../../../src/runtime/data/batches.ts';
import type { FieldData, SplitData } from '../../../src/runtime/data/prepared-data.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';

const test = suite('batches');

const random = createRandom(11);
const rowCount = 103;
/** Rows of the data set that the split has: every second one, so that the two numberings differ. */
const rows = Int32Array.from({ length: rowCount }, (_, row) => row * 2 + 1);
const all = 2 * rowCount + 1;

const ragged = (longest: number): Int32Array => {
  const offsets = new Int32Array(all + 1);
  for (let row = 0; row < all; row += 1) offsets[row + 1] = (offsets[row] as number) + 1 + random.integer(longest);
  return offsets;
};
const filled = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());

const wordOffsets = ragged(30);
const frameOffsets = ragged(6);
const seqType = (length: Extract<ModalityType, { kind: 'seq' }>['length']): ModalityType => ({
  kind: 'seq',
  length,
  width: 3,
  clock: 'frames',
  periodMs: null,
});
const fields: ReadonlyMap<string, FieldData> = new Map<string, FieldData>([
  ['vector', { samples: { kind: 'vec', width: 4, data: filled(all * 4) }, type: { kind: 'vec', width: 4 } }],
  [
    'words',
    {
      samples: {
        kind: 'tokens',
        offsets: wordOffsets,
        data: Int32Array.from({ length: wordOffsets.at(-1) as number }, () => 1 + random.integer(99)),
      },
      type: { kind: 'tokens', length: { kind: 'upTo', size: 30, symbol: 'T_words' }, clock: 'words', vocabulary: 'V_words' },
    },
  ],
  [
    'frames',
    {
      samples: {
        kind: 'seq',
        width: 3,
        offsets: frameOffsets,
        data: filled((frameOffsets.at(-1) as number) * 3),
        exactLength: 6,
      },
      type: seqType({ kind: 'exact', size: 6 }),
    },
  ],
  [
    'face',
    {
      samples: {
        kind: 'image',
        height: 2,
        width: 3,
        channels: 2,
        data: Uint8Array.from({ length: all * 12 }, () => random.integer(256)),
      },
      type: { kind: 'image', height: 2, width: 3, channels: 2 },
    },
  ],
]);
const split: SplitData = {
  role: 'train',
  rowCount,
  rows,
  rowIds: Array.from(rows, String),
  fields,
  targets: new Map<string, Int32Array | Float64Array>([
    ['mood', Int32Array.from(rows, (row) => row % 3)],
    ['age', Float64Array.from(rows, (row) => row / 7)],
  ]),
  groups: null,
  symbols: { V_words: 100 },
};

const epoch = (number: number) => createRandom(7).child(`epoch/${number}`);
const plain: BatchOptions = { size: 8, random: null, isBucketed: false };
const rowsOf = (options: BatchOptions): number[][] => Array.from(batches(split, options), (batch) => [...batch.rows]);
const f32 = (batch: RowBatch, name: string): Float32Array => batch.fields.get(name) as Float32Array;

test('every row is in exactly one batch, and the last batch holds what is left', () => {
  for (const isBucketed of [false, true]) {
    for (const stream of [null, epoch(0)]) {
      const found = rowsOf({ size: 8, random: stream, isBucketed });
      assert.is(found.length, 13);
      assert.equal(
        found.flat().sort((one, other) => one - other),
        Array.from(rows.keys()),
      );
      assert.equal(
        found.map((batch) => batch.length).sort((one, other) => one - other),
        [7, ...new Array(12).fill(8)],
      );
    }
  }
});

test('without randomness the rows come in their order', () => {
  assert.equal(rowsOf({ ...plain, isBucketed: true }).flat(), Array.from(rows.keys()));
});

test('fields hold the values of their rows in the layout of the graph, wherever padding is', () => {
  for (const batch of batches(split, { size: 8, random: epoch(0), isBucketed: true })) {
    const { B = 0, T_words: longest = 0 } = batch.bindings;
    assert.is(B, batch.rows.length);
    assert.is(batch.bindings.V_words, 100);
    assert.is(batch.bindings.T_frames, undefined);
    assert.is(f32(batch, 'vector').length, B * 4);
    assert.is(f32(batch, 'words').length, B * longest);
    assert.is(f32(batch, 'frames').length, B * 6 * 3);
    let most = 0;
    for (const [index, splitRow] of batch.rows.entries()) {
      const row = rows[splitRow] as number;
      const sample = <Kind extends string>(name: string, kind: Kind) => {
        const { samples } = fields.get(name) as FieldData;
        assert.is(samples.kind as string, kind);
        return samples as Extract<typeof samples, { kind: Kind }>;
      };
      const vector = sample('vector', 'vec');
      assert.equal(f32(batch, 'vector').slice(index * 4, index * 4 + 4), vector.data.slice(row * 4, row * 4 + 4));

      const words = sample('words', 'tokens');
      const ids = words.data.slice(words.offsets[row], words.offsets[row + 1]);
      most = Math.max(most, ids.length);
      const padding = longest - ids.length;
      const slice = (name: string, steps: number) => [...f32(batch, name).subarray(index * steps, (index + 1) * steps)];
      assert.equal(slice('words', longest), [...ids, ...new Array(padding).fill(0)]);
      assert.equal(slice('words/mask', longest), [...new Array(ids.length).fill(1), ...new Array(padding).fill(0)]);

      const frames = sample('frames', 'seq');
      const values = frames.data.slice((frames.offsets[row] as number) * 3, (frames.offsets[row + 1] as number) * 3);
      assert.equal(slice('frames', 18), [...values, ...new Array(18 - values.length).fill(0)]);
      assert.equal(
        slice('frames/mask', 6),
        Array.from({ length: 6 }, (_, step) => (step * 3 < values.length ? 1 : 0)),
      );

      const face = sample('face', 'image');
      for (let channel = 0; channel < 2; channel += 1) {
        for (let pixel = 0; pixel < 6; pixel += 1) {
          const expected = Math.fround((face.data[row * 12 + pixel * 2 + channel] as number) / 255);
          assert.is(f32(batch, 'face')[index * 12 + channel * 6 + pixel], expected);
        }
      }
      assert.is(batch.fields.get('target/mood')?.[index], row % 3);
      assert.is(batch.fields.get('target/age')?.[index], Math.fround(row / 7));
    }
    assert.is(longest, most, 'padded further than to the longest row');
  }
  const [first] = batches(split, plain);
  assert.ok(first?.fields.get('target/mood') instanceof Int32Array);
  assert.ok(first?.fields.get('target/age') instanceof Float32Array);
});

test('an epoch is a function of its stream: the same again, another one for another epoch', () => {
  for (const isBucketed of [false, true]) {
    const options = (number: number) => ({ size: 8, random: epoch(number), isBucketed });
    assert.equal(rowsOf(options(3)), rowsOf(options(3)));
    assert.not.equal(rowsOf(options(3)), rowsOf(options(4)));
  }
});

test('a run that resumes goes on with the very batches it had not seen', () => {
  const copied = (from: number) =>
    Array.from(batches(split, { size: 8, random: epoch(1), isBucketed: true, from }), ({ bindings, fields: held, rows: of }) => ({
      bindings,
      rows: of.slice(),
      fields: [...held].map(([name, values]) => [name, values.slice()]),
    }));
  assert.equal(copied(5), copied(0).slice(5));
  assert.equal(copied(13), []);
  assert.is(batches(split, { ...plain, from: 5 }).count, 13);
});

test('bucketing leaves little padding and still mixes the rows', () => {
  const many = 2000;
  const offsets = new Int32Array(many + 1);
  for (let row = 0; row < many; row += 1) offsets[row + 1] = (offsets[row] as number) + 1 + random.integer(60);
  const { type } = fields.get('words') as FieldData;
  const long: SplitData = {
    ...split,
    rowCount: many,
    rows: Int32Array.from({ length: many }, (_, row) => row),
    fields: new Map([
      ['words', { samples: { kind: 'tokens', offsets, data: new Int32Array(offsets[many] as number).fill(1) }, type }],
    ]),
    targets: new Map(),
  };
  const paddingOf = (isBucketed: boolean): number => {
    let [real, whole] = [0, 0];
    for (const batch of batches(long, { size: 16, random: epoch(0), isBucketed })) {
      const mask = f32(batch, 'words/mask');
      whole += mask.length;
      real += mask.reduce((sum, value) => sum + value, 0);
    }
    return 1 - real / whole;
  };
  assert.ok(paddingOf(false) > 0.4);
  assert.ok(paddingOf(true) < 0.06, String(paddingOf(true)));
  const lengths = Array.from(
    batches(long, { size: 16, random: epoch(0), isBucketed: true }),
    ({ bindings }) => bindings.T_words as number,
  );
  const rising = lengths.filter((length, index) => index > 0 && length > (lengths[index - 1] as number)).length;
  assert.ok(rising > lengths.length / 3 && rising < (lengths.length * 2) / 3, 'batches come sorted by length');
});

test.run();
