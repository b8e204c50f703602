import { add } from '../../src/compiler/ops/add.ts';
import { lstm } from '../../src/compiler/ops/lstm.ts';
import { matMul } from '../../src/compiler/ops/mat-mul.ts';
import { reshape } from '../../src/compiler/ops/reshape.ts';
import { slice } from '../../src/compiler/ops/slice.ts';
import { transpose } from '../../src/compiler/ops/transpose.ts';
import { squaredError } from '../losses.ts';
import { adamSettings, Model, normals } from '../model.ts';
import { type BenchCase, type CaseParts, defineCase } from './case.ts';

const [inputs, size, batchSize] = [74, 128, 32];

/** Batches come as [B, T, D]; the recurrence runs over [T, B, D]. All sequences have the full length, as the peer's. */
function make(length: number): CaseParts {
  const model = new Model('recurrent');
  const { g } = model;
  const deviation = 1 / Math.sqrt(size);
  const audio = model.field('audio', ['B', length, inputs]);
  const kernel = model.parameter('lstm/kernel', [inputs, 4 * size], { deviation });
  const recurrent = model.parameter('lstm/recurrent', [size, 4 * size], { deviation });
  const bias = model.parameter('lstm/bias', [4 * size], { deviation });
  const rows = g.call(reshape, [g.call(transpose, [audio], { permutation: [1, 0, 2] })], { shape: [`${length}*B`, inputs] });
  const projected = g.call(reshape, [g.call(add, [g.call(matMul, [rows, kernel]), bias])], { shape: [length, 'B', 4 * size] });
  const states = g.call(lstm, [projected, recurrent]);
  const last = g.call(reshape, [g.call(slice, [states], { axis: 0, start: length - 1, size: 1 })], { shape: ['B', size] });
  const output = model.dense(last, 'sentiment/dense', 1);
  const loss = squaredError(model, output, model.field('target', ['B', 1]));
  const limits = { B: batchSize };
  return {
    program: model.finish({ loss, heads: [['sentiment', output]], optimizer: adamSettings() }),
    batch: {
      bindings: limits,
      fields: new Map([
        ['audio', normals(batchSize * length * inputs, 'audio')],
        ['target', normals(batchSize, 'target')],
      ]),
    },
    start: model.start(limits),
    limits,
  };
}

const caseOf = (length: number): BenchCase =>
  defineCase({
    name: `lstm-${length}`,
    summary: `LSTM 74 to 128 over ${length} steps, one output from the last state; batch 32`,
    target: 1,
    peer: {
      net: 'Recurrent',
      gates: 'gifo',
      names: {
        audio: 'audio',
        target: 'target',
        kernel: 'lstm/kernel',
        recurrent: 'lstm/recurrent',
        bias: 'lstm/bias',
        'sentiment.weight': 'sentiment/dense/kernel',
        'sentiment.bias': 'sentiment/dense/bias',
      },
      // Compiling brings nothing here: PyTorch's LSTM is one operator that the compiler leaves as it is.
      variants: ['eager', 'compiled'],
    },
    make: () => make(length),
  });

export const lstm20 = caseOf(20);
export const lstm50 = caseOf(50);
export const lstm200 = caseOf(200);
