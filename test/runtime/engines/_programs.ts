import { crossEntropy, squaredError } from '../../../bench/losses.ts';
import { Model, normals } from '../../../bench/model.ts';
import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import type { Value } from '../../../src/compiler/graph/graph.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { constant } from '../../../src/compiler/ops/constant.ts';
import { conv2d } from '../../../src/compiler/ops/conv-2d.ts';
import { divide } from '../../../src/compiler/ops/divide.ts';
import { gatherRows } from '../../../src/compiler/ops/gather-rows.ts';
import { keepMask } from '../../../src/compiler/ops/keep-mask.ts';
import { lstm } from '../../../src/compiler/ops/lstm.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { maxPool2d } from '../../../src/compiler/ops/max-pool-2d.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceMean } from '../../../src/compiler/ops/reduce-mean.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { relu } from '../../../src/compiler/ops/relu.ts';
import { reshape } from '../../../src/compiler/ops/reshape.ts';
import { stopGradient } from '../../../src/compiler/ops/stop-gradient.ts';
import { subtract } from '../../../src/compiler/ops/subtract.ts';
import { tanh } from '../../../src/compiler/ops/tanh.ts';
import type { OptimizerSettings, Program } from '../../../src/compiler/program.ts';
import type { Batch, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';

/** A small program with its start and batches of several sizes. */
export interface Subject {
  readonly name: string;
  readonly program: Program;
  readonly start: TrainingState;
  readonly limits: Bindings;
  readonly constants: Batch['fields'];
  /** Batch number `index`; sizes differ between neighbours. */
  readonly batch: (index: number) => Batch;
}

export type MakeSubject = (optimizer: OptimizerSettings) => Subject;

const limits = { B: 6, T: 7 };
const sizesOf = (index: number): Bindings => ({ B: 6 - (index % 3), T: 7 - ((2 * index) % 5) });

/** Ids from 0, the id of padding, to below the size of the vocabulary. */
const ids = (count: number, vocabulary: number, name: string): Int32Array => {
  const random = createRandom(5).child(name);
  return Int32Array.from({ length: count }, () => random.integer(vocabulary));
};

/** Two heads, two penalties, tanh and ReLU, weights of the run, an untrained parameter. */
export const dense: MakeSubject = (optimizer) => {
  const model = new Model('dense');
  const { g } = model;
  const x = model.field('x', ['B', 5]);
  const scale = model.field('scale', [5], 'f32', true);
  const offset = model.parameter('offset', [5], { deviation: 0.3, isTrained: false });
  const first = model.dense(g.call(add, [g.call(multiply, [x, scale]), offset]), 'hidden/dense_1', 7, null, 0.01);
  const second = model.dense(g.call(tanh, [first]), 'hidden/dense_2', 6, 'relu');
  const outputs = [model.dense(second, 'one', 1, null, 0.01), model.dense(second, 'other', 3)] as const;
  const losses = [
    squaredError(model, outputs[0], model.field('target', ['B', 1])),
    crossEntropy(model, outputs[1], model.field('label', ['B'], 'i32')),
  ] as const;
  const program = model.finish({
    loss: g.call(add, [losses[0], losses[1]]),
    also: [
      ['loss/one', losses[0]],
      ['loss/other', losses[1]],
    ],
    heads: [
      ['one', outputs[0]],
      ['other', outputs[1]],
    ],
    optimizer,
  });
  const batch = (index: number): Batch => {
    const bindings = sizesOf(index);
    const count = bindings.B as number;
    return {
      bindings,
      fields: new Map<string, Float32Array | Int32Array>([
        ['x', normals(5 * count, `x${index}`)],
        ['target', normals(count, `target${index}`)],
        ['label', ids(count, 3, `label${index}`)],
      ]),
    };
  };
  const constants = new Map([['scale', Float32Array.from([1, 0.5, 2, -1, 1.5])]]);
  return { name: 'dense', program, start: model.start(limits), limits, constants, batch };
};

const vocabulary = 29;

/** Trained word vectors, read token by token (gradient rows) or summed by weight (one row a sample); some words come twice. */
const embedding =
  (form: 'tokens' | 'outer' | 'whole'): MakeSubject =>
  (optimizer) => {
    const model = new Model(`embedding-${form}`);
    const { g } = model;
    const tokens = model.field('tokens', ['B', 'T'], 'i32');
    const mask = model.field('mask', ['B', 'T']);
    const table = model.parameter('words/table', ['V_words', 6], { deviation: 0.5, isSparse: true, l2: 0.003 });
    const total = g.call(reduceSum, [mask], { axes: [1], keepDimensions: true });
    const scale = g.call(divide, [mask, total]);
    let pooled: Value;
    if (form === 'outer') pooled = model.pool(table, tokens, scale);
    else {
      const weights = g.call(reshape, [scale], { shape: ['B', 'T', 1] });
      const rows = g.call(tanh, [g.call(gatherRows, [table, tokens])]);
      pooled = g.call(reduceSum, [g.call(multiply, [rows, weights])], { axes: [1] });
    }
    // A mean over all words reads the table whole: its gradient has the table's size, whatever was wished for.
    if (form === 'whole') pooled = g.call(add, [pooled, g.call(reduceMean, [table], { axes: [0] })]);
    const logits = model.dense(pooled, 'emotion', 3);
    const loss = crossEntropy(model, logits, model.field('label', ['B'], 'i32'));
    const program = model.finish({ loss, heads: [['emotion', logits]], optimizer });
    const batch = (index: number): Batch => {
      const bindings = sizesOf(index);
      const [count, length] = [bindings.B as number, bindings.T as number];
      const read = ids(count * length, vocabulary, `tokens${index}`);
      for (let sample = 0; sample < count; sample += 1) read[sample * length] = 1 + (sample % 3);
      return {
        bindings,
        fields: new Map<string, Float32Array | Int32Array>([
          ['tokens', read],
          ['mask', Float32Array.from(read, (id) => (id === 0 ? 0 : 1))],
          ['label', ids(count, 3, `label${index}`)],
        ]),
      };
    };
    const sized = { ...limits, V_words: vocabulary };
    return { name: `embedding-${form}`, program, start: model.start(sized), limits: sized, constants: new Map(), batch };
  };

/** An LSTM over time-major sequences, dropout on its last state. */
export const recurrent: MakeSubject = (optimizer) => {
  const model = new Model('recurrent');
  const { g } = model;
  const [inputs, size] = [4, 5];
  const x = model.field('x', ['T', 'B', inputs]);
  const kernel = model.parameter('lstm/kernel', [inputs, 4 * size], { deviation: 0.4 });
  const recurrentKernel = model.parameter('lstm/recurrent', [size, 4 * size], { deviation: 0.4 });
  const bias = model.parameter('lstm/bias', [4 * size], { deviation: 0.1 });
  const states = g.call(lstm, [x, kernel, bias, recurrentKernel]);
  const mean = g.call(reduceMean, [states], { axes: [0] });
  const dropped = (value: Value): Value =>
    g.call(multiply, [value, g.call(keepMask, [], { site: 3, keep: 0.7, shape: ['B', size] })]);
  const headOf = (value: Value): Value => g.call(matMul, [value, weights]);
  const weights = model.parameter('head/kernel', [size, 1], { deviation: 0.5 });
  const loss = squaredError(model, headOf(dropped(mean)), model.field('target', ['B', 1]));
  const program = model.finish({ loss, heads: [['value', headOf(mean)]], optimizer });
  const batch = (index: number): Batch => {
    const bindings = sizesOf(index);
    const [count, length] = [bindings.B as number, bindings.T as number];
    return {
      bindings,
      fields: new Map([
        ['x', normals(count * length * inputs, `x${index}`)],
        ['target', normals(count, `target${index}`)],
      ]),
    };
  };
  return { name: 'recurrent', program, start: model.start(limits), limits, constants: new Map(), batch };
};

/** Convolution, exact pooling, and running statistics of the channels. */
export const convolved: MakeSubject = (optimizer) => {
  const model = new Model('convolved');
  const { g } = model;
  const [channels, side] = [3, 6];
  const x = model.field('face', ['B', 1, side, side]);
  const kernel = model.parameter('block/kernel', [channels, 1, 3, 3], { deviation: 0.5 });
  const bias = model.parameter('block/bias', [channels], { deviation: 0.1 });
  const maps = g.call(maxPool2d, [g.call(conv2d, [x, kernel, bias], { pads: [1, 1, 1, 1] })], {
    kernel: [2, 2],
    strides: [2, 2],
  });
  const mean = model.buffer('block/mean', [channels], 0.25);
  const batchMean = g.call(reduceMean, [maps], { axes: [0, 2, 3] });
  const [keep, share] = [0.9, 0.1].map((value) => g.call(constant, [], { values: [value] })) as [Value, Value];
  model.updateBuffer('block/mean', g.call(add, [g.call(multiply, [mean, keep]), g.call(multiply, [batchMean, share])]));
  const head = (centre: Value): Value => {
    const centred = g.call(relu, [g.call(subtract, [maps, g.call(reshape, [centre], { shape: [channels, 1, 1] })])]);
    const flat = g.call(reshape, [centred], { shape: ['B', channels * (side / 2) ** 2] });
    return g.call(add, [g.call(matMul, [flat, weights]), weightBias]);
  };
  const weights = model.parameter('emotion/kernel', [channels * (side / 2) ** 2, 4], { deviation: 0.3 });
  const weightBias = model.parameter('emotion/bias', [4]);
  // Without the stop the bias would cancel, and Adam would follow the rounding errors of its zero gradient.
  const loss = crossEntropy(model, head(g.call(stopGradient, [batchMean])), model.field('label', ['B'], 'i32'));
  const program = model.finish({ loss, heads: [['emotion', head(mean)]], optimizer });
  const batch = (index: number): Batch => {
    const bindings = sizesOf(index);
    const count = bindings.B as number;
    const pixels = normals(count * side * side, `face${index}`);
    // A region of one value: its windows have ties, of which one place may receive the gradient.
    pixels.fill(0.5, 0, side * side);
    return {
      bindings,
      fields: new Map<string, Float32Array | Int32Array>([
        ['face', pixels],
        ['label', ids(count, 4, `label${index}`)],
      ]),
    };
  };
  return { name: 'convolved', program, start: model.start(limits), limits, constants: new Map(), batch };
};

export const embeddingTokens = embedding('tokens');
export const embeddingOuter = embedding('outer');
export const embeddingWhole = embedding('whole');

export const subjects: readonly MakeSubject[] = [dense, embeddingTokens, embeddingOuter, embeddingWhole, recurrent, convolved];
