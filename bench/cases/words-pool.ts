import { createRandom } from '../../src/runtime/kernels/random.ts';
import { compiledCase } from '../compiled.ts';
import { type CaseParts, defineCase } from './case.ts';

const [vocabulary, batchSize, length, labels] = [30_000, 64, 40, 5];

function make(): CaseParts {
  const ids = drawTokens();
  const random = createRandom(4);
  return compiledCase({
    spec: 'words-pool',
    sizes: { B: batchSize, T_words: length, V_words: vocabulary },
    fields: {
      words: () => ids,
      'words/mask': () => Float32Array.from(ids, (id) => (id === 0 ? 0 : 1)),
      'target/emotion': (count) => Int32Array.from({ length: count }, () => random.integer(labels)),
    },
  });
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
      tokens: 'words',
      mask: 'words/mask',
      label: 'target/emotion',
      'words.weight': 'words/embed/table',
      'emotion.weight': 'emotion/classify/kernel',
      'emotion.bias': 'emotion/classify/bias',
    },
    variants: ['eager sparse', 'eager sparse bag', 'compiled sparse'],
  },
  make,
});
