import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Initializer, Parameter, Program } from '../../../src/compiler/program.ts';
import { initialState } from '../../../src/runtime/train/initialise.ts';

const test = suite('initial state');
const nothing = { vectors: new Map(), targets: new Map() };

const parameter = (name: string, shape: Parameter['shape'], initializer: Initializer, isTrained = true): Parameter => ({
  name,
  shape,
  initializer,
  l2: 0,
  isTrained,
  isSparse: false,
});

const programOf = (parameters: readonly Parameter[], rule = 'adam', seed = 7): Program =>
  ({
    seed,
    parameters,
    buffers: [{ name: 'norm/variance', shape: [3], initial: 1 }],
    optimizer: { rule, rate: 1e-3, settings: {}, clipNorm: null, clipValue: null },
    // Nothing else of a program is read.
  }) as unknown as Program;

const valuesOf = (initializer: Initializer, shape: readonly number[], seed = 7): Float32Array => {
  const { tensors } = initialState(programOf([parameter('w', shape, initializer)], 'sgd', seed), {}, nothing);
  return tensors.get('w')?.data as Float32Array;
};
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - middle) ** 2)));
};

test('parameters, buffers and slots are there, with their shapes', () => {
  const parameters = [
    parameter('a', ['V_x', 2], { kind: 'constant', value: 0.5 }),
    parameter('b', [3], { kind: 'constant', value: 0 }, false),
  ];
  const { step, tensors } = initialState(programOf(parameters), { V_x: 4 }, nothing);
  assert.is(step, 0);
  assert.equal([...tensors.keys()].sort(), ['a', 'b', 'mean/a', 'norm/variance', 'square/a']);
  assert.equal(tensors.get('mean/a')?.shape, [4, 2]);
  assert.equal(Array.from(tensors.get('norm/variance')?.data ?? []), [1, 1, 1]);
});

test('a parameter starts with the same numbers whatever else the spec has', () => {
  const one = parameter('tone/kernel', [50], { kind: 'normal', standardDeviation: 1, isTruncated: false });
  const other = parameter('face/kernel', [50], one.initializer);
  const alone = initialState(programOf([one]), {}, nothing).tensors.get('tone/kernel')?.data;
  const beside = initialState(programOf([other, one]), {}, nothing).tensors;
  assert.equal(beside.get('tone/kernel')?.data, alone);
  assert.not.equal(beside.get('face/kernel')?.data, alone);
  assert.not.equal(initialState(programOf([one], 'adam', 8), {}, nothing).tensors.get('tone/kernel')?.data, alone);
});

test('distributions have their moments and bounds', () => {
  const uniform = valuesOf({ kind: 'uniform', limit: 0.3 }, [20000]);
  assert.ok(uniform.every((value) => Math.abs(value) <= 0.3));
  assert.ok(Math.abs(deviation(uniform) - 0.3 / Math.sqrt(3)) < 0.004);
  const normal = valuesOf({ kind: 'normal', standardDeviation: 2, isTruncated: false }, [20000]);
  assert.ok(Math.abs(deviation(normal) - 2) < 0.05 && Math.abs(mean(normal)) < 0.05);
  assert.ok(normal.some((value) => Math.abs(value) > 4));
  const truncated = valuesOf({ kind: 'normal', standardDeviation: 2, isTruncated: true }, [20000]);
  assert.ok(truncated.every((value) => Math.abs(value) <= 4));
  // A standard normal cut at two deviations has the deviation 0.8796.
  assert.ok(Math.abs(deviation(truncated) - 2 * 0.87962566) < 0.04);
});

test('orthogonal matrices are, high and wide, and scaled by their gain', () => {
  for (const [rows, columns] of [
    [40, 24],
    [24, 40],
    [30, 30],
  ] as const) {
    const values = valuesOf({ kind: 'orthogonal', gain: 1.5 }, [rows, columns]);
    const at = (row: number, column: number): number => values[row * columns + column] as number;
    const [count, length] = rows >= columns ? [columns, rows] : [rows, columns];
    const entry = (vector: number, place: number): number => (rows >= columns ? at(place, vector) : at(vector, place));
    for (let one = 0; one < count; one += 1) {
      for (let other = 0; other <= one; other += 1) {
        let product = 0;
        for (let place = 0; place < length; place += 1) product += entry(one, place) * entry(other, place);
        assert.ok(Math.abs(product - (one === other ? 2.25 : 0)) < 1e-5);
      }
    }
  }
});

test('blocks of columns start each in their own way', () => {
  const blocks: Initializer = {
    kind: 'blocks',
    blocks: [
      { kind: 'constant', value: 1 },
      { kind: 'orthogonal', gain: 1 },
      { kind: 'constant', value: 3 },
    ],
  };
  const values = valuesOf(blocks, [2, 6]);
  assert.equal(
    [0, 1, 4, 5, 6, 7, 10, 11].map((place) => values[place]),
    [1, 1, 3, 3, 1, 1, 3, 3],
  );
  const [a, b, c, d] = [values[2], values[3], values[8], values[9]] as [number, number, number, number];
  assert.ok(Math.abs(a * b + c * d) < 1e-6 && Math.abs(a * a + c * c - 1) < 1e-6);
});

test('a table starts from word vectors, a bias from the mean of the targets', () => {
  const table = Float32Array.of(0, 0, 1, 2, 3, 4);
  const parameters = [
    parameter('said/embed/table', ['V_said', 2], { kind: 'vectors', source: 'said' }),
    parameter('valence/bias', [1], { kind: 'targetMean', head: 'valence' }),
  ];
  const start = {
    vectors: new Map([['said', { words: ['x'], width: 2, table }]]),
    targets: new Map([['valence', Float64Array.of(1, 2, 6)]]),
  };
  const { tensors } = initialState(programOf(parameters), { V_said: 3 }, start);
  assert.equal(tensors.get('said/embed/table')?.data, table);
  assert.equal(Array.from(tensors.get('valence/bias')?.data ?? []), [3]);
  assert.throws(() => initialState(programOf(parameters), { V_said: 4 }, start), /bug of emoc/);
});

test.run();
