import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Settings } from '../../../src/compiler/catalogue/schema.ts';
import type { TypedStep } from '../../../src/compiler/check/model.ts';
import type { Samples, SamplesOf } from '../../../src/runtime/data/samples.ts';
import type { FrontEndContext, SetFrontEnd } from '../../../src/runtime/features/define-front-end.ts';
import { clean } from '../../../src/runtime/features/front-ends/clean.ts';
import { fit } from '../../../src/runtime/features/front-ends/fit.ts';
import { flatten } from '../../../src/runtime/features/front-ends/flatten.ts';
import { scale } from '../../../src/runtime/features/front-ends/scale.ts';
import { standardize } from '../../../src/runtime/features/front-ends/standardize.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { span } from './_spec.ts';

const test = suite('front ends over all rows');

const random = createRandom(3);
const stepOf = (settings: Settings, more: Partial<TypedStep> = {}): TypedStep =>
  ({ kind: { name: 'step' }, name: 'step', settings, span, ...more }) as unknown as TypedStep;
const contextOf = (trainingRows: readonly number[]): FrontEndContext =>
  ({
    encoder: { name: 'tone', span },
    trainingRows: Int32Array.from(trainingRows),
    vectors: null,
    onWarning: (warning: { readonly message: string }) => {
      throw new Error(`unexpected warning: ${warning.message}`);
    },
  }) as unknown as FrontEndContext;

const apply = (frontEnd: SetFrontEnd, input: Samples, step: TypedStep): Samples => frontEnd.apply(input, step, {}, contextOf([]));

function run(frontEnd: SetFrontEnd, input: Samples, step: TypedStep, trainingRows: readonly number[]): Samples {
  const context = contextOf(trainingRows);
  return frontEnd.apply(input, step, frontEnd.fit?.(input, step, context) ?? {}, context);
}

function sequences(lengths: readonly number[], width: number): SamplesOf<'seq'> {
  const offsets = new Int32Array(lengths.length + 1);
  for (const [row, length] of lengths.entries()) offsets[row + 1] = (offsets[row] as number) + length;
  const data = Float32Array.from(
    { length: (offsets.at(-1) as number) * width },
    (_, index) => 100 + random.normal() * (1 + (index % width)),
  );
  return { kind: 'seq', width, offsets, data, exactLength: null };
}

const framesOf = ({ data, width, offsets }: SamplesOf<'seq'>, rows: readonly number[], column: number): number[] =>
  rows.flatMap((row) =>
    Array.from(
      { length: (offsets[row + 1] as number) - (offsets[row] as number) },
      (_, step) => data[((offsets[row] as number) + step) * width + column] as number,
    ),
  );
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('standardize: mean 0 and deviation 1 over the real frames of the training rows', () => {
  const input = sequences([5, 1, 9, 40, 3], 3);
  const training = [0, 2, 4];
  const output = run(standardize, input, stepOf({}), training) as SamplesOf<'seq'>;
  for (let column = 0; column < 3; column += 1) {
    const [before, after] = [framesOf(input, training, column), framesOf(output, training, column)];
    const centre = mean(before);
    const deviation = Math.sqrt(mean(before.map((value) => (value - centre) ** 2)));
    assert.ok(Math.abs(mean(after)) < 1e-5);
    assert.ok(Math.abs(Math.sqrt(mean(after.map((value) => value ** 2))) - 1) < 1e-6);
    const others = framesOf(input, [1, 3], column).map((value) => (value - centre) / deviation);
    for (const [index, value] of framesOf(output, [1, 3], column).entries()) {
      assert.ok(Math.abs(value - (others[index] as number)) < 1e-5);
    }
  }
});

test('statistics do not know how long a sequence may be: fitting to more frames changes nothing', () => {
  const input = sequences([5, 1, 9, 4, 3], 2);
  for (const frontEnd of [standardize, scale]) {
    const settings = { range: { from: -1, to: 1 } };
    const fitted = [9, 90].map((size) => {
      const output = { kind: 'seq', length: { kind: 'exact', size }, width: 2, clock: '', periodMs: null } as const;
      return run(frontEnd, run(fit, input, stepOf({}, { output }), []), stepOf(settings), [0, 1, 2]) as SamplesOf<'seq'>;
    });
    const plain = run(frontEnd, input, stepOf(settings), [0, 1, 2]) as SamplesOf<'seq'>;
    assert.equal(fitted[0]?.data, plain.data);
    assert.equal(fitted[1]?.data, plain.data);
  }
});

test('scale: the training rows span the range, others may leave it', () => {
  const input: Samples = { kind: 'vec', width: 2, data: Float32Array.of(1, -5, 3, 5, 2, 0, 7, 10) };
  const output = run(scale, input, stepOf({ range: { from: -1, to: 1 } }), [0, 1, 2]) as SamplesOf<'vec'>;
  assert.equal([...output.data], [-1, -1, 1, 1, 0, 0, 5, 2]);
});

test('rows outside of training have no influence on what is learned', () => {
  const input = sequences([5, 2, 9, 4, 3], 2);
  const changed = { ...input, data: input.data.slice() };
  changed.data.fill(1e6, (input.offsets[3] as number) * 2);
  for (const frontEnd of [standardize, scale]) {
    const context = contextOf([0, 1, 2]);
    const step = stepOf({});
    assert.equal(frontEnd.fit?.(changed, step, context), frontEnd.fit?.(input, step, context));
  }
});

test('fit cuts long sequences and leaves short ones, flatten lays them out with zeros at the end', () => {
  const input: Samples = {
    kind: 'seq',
    width: 2,
    offsets: Int32Array.of(0, 3, 4, 6),
    data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    exactLength: null,
  };
  const output = { kind: 'seq', length: { kind: 'exact', size: 2 }, width: 2, clock: '', periodMs: null } as const;
  const cut = apply(fit, input, stepOf({}, { output })) as SamplesOf<'seq'>;
  assert.equal([...cut.offsets], [0, 2, 3, 5]);
  assert.equal([...cut.data], [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]);
  const flat = apply(flatten, cut, stepOf({})) as SamplesOf<'vec'>;
  assert.is(flat.width, 4);
  assert.equal([...flat.data], [1, 2, 3, 4, 7, 8, 0, 0, 9, 10, 11, 12]);
});

test('flatten lays images out channel by channel, 8-bit values as 0 to 1', () => {
  const image: Samples = { kind: 'image', height: 1, width: 2, channels: 2, data: Uint8Array.of(0, 51, 255, 102, 1, 2, 3, 4) };
  const flat = apply(flatten, image, stepOf({})) as SamplesOf<'vec'>;
  assert.equal(
    flat.data,
    Float32Array.from([0, 255, 51, 102, 1, 3, 2, 4], (value) => value / 255),
  );
});

test('clean follows its settings', () => {
  const settings = { lowercase: true, url: 'drop', mention: 'token', hashtag: 'split', number: 'token' };
  const input: Samples = { kind: 'text', texts: ['@ann LOVES it 24 times #SoHappy https://t.co/x1 &amp; more'] };
  const output = apply(clean, input, stepOf(settings));
  assert.equal(output, { kind: 'text', texts: ['<user> loves it <number> times so happy & more'] });
});

test.run();
