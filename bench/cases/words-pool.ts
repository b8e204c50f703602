import { divide } from '../../src/compiler/ops/divide.ts';
import { reduceSum } from '../../src/compiler/ops/reduce-sum.ts';
import { createRandom } from '../../src/runtime/kernels/random.ts';
import { crossEntropy } from '../losses.ts';
import { adamSettings, Model } from '../model.ts';
import { type CaseParts, defineCase } from './case.ts';

const [vocabulary, width, batchSize, length, labels] = [30_000, 100, 64, 40, 5];

function make(): CaseParts {
  const model = new Model('words-pool');
  const { g } = model;
  const tokens = model.field('tokens', ['B', 'T'], 'i32');
  const mask = model.field('mask', ['B', 'T']);
  const table = model.parameter('words/table', ['V', width], { deviation: 0.1, isSparse: true });
  const count = g.call(reduceSum, [mask], { axes: [1], keepDimensions: true });
  const pooled = model.pool(table, tokens, g.call(divide, [mask, count]));
  const logits = model.dense(pooled, 'emotion/dense', labels);
  const loss = crossEntropy(model, logits, model.field('label', ['B'], 'i32'));
  const ids = drawTokens();
  const random = createRandom(4);
  const limits = { B: batchSize, T: length, V: vocabulary };
  return {
    program: model.finish({ loss, heads: [['emotion', logits]], optimizer: adamSettings() }),
    batch: {
      bindings: { B: batchSize, T: length },
      fields: new Map<string, Float32Array | Int32Array>([
        ['tokens', ids],
        ['mask', Float32Array.from(ids, (id) => (id === 0 ? 0 : 1))],
        ['label', Int32Array.from({ length: batchSize }, () => random.integer(labels))],
      ]),
    },
    start: model.start(limits),
    limits,
  };
}

/** Word numbers as frequent as in a text (Zipf: density as 1 over rank), samples of 10 to 40 words, then padding of 0. */
function drawTokens(): Int32Array {
  const random = createRandom(3);
  const ids = new Int32Array(batchSize * length);
  for (let sample = 0; sample < batchSize; sample += 1) {
    const words = 10 + random.integer(length - 9);
    for (let word = 0; word < words; word += 1) ids[sample * length + word] = Math.floor((vocabulary - 1) ** random.uniform());
  }
  return ids;
}

export const wordsPool = defineCase({
  name: 'words-pool',
  summary:
    'trained table 30 000 x 100, mean over up to 40 words, 5 labels; batch 64; rows of the table are updated as they are met',
  target: 0.35,
  peer: {
    net: 'WordPool',
    names: {
      tokens: 'tokens',
      mask: 'mask',
      label: 'label',
      'words.weight': 'words/table',
      'emotion.weight': 'emotion/dense/kernel',
      'emotion.bias': 'emotion/dense/bias',
    },
    variants: ['eager sparse', 'eager sparse bag', 'compiled sparse'],
  },
  make,
});
