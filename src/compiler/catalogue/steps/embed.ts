import { gatherRows } from '../../ops/gather-rows.ts';
import type { Initializer } from '../../program.ts';
import { defineStep } from '../define-step.ts';
import { count, flag, flagOf, numberOf, text } from '../schema.ts';

export const embed = defineStep({
  name: 'embed',
  doc: 'Looks up the vector of each token, from a file of word vectors (GloVe or word2vec text format) or from a table that is learnt from scratch. Trained tables are updated only in the rows that a batch touches.',
  example: 'embed("glove.20k.100d.txt", width = 100, freeze = true)',
  elsewhere: ['embedding', 'embeddings', 'embedding_bag', 'glove', 'word_vectors'],
  schema: {
    positional: ['vectors'],
    parameters: {
      vectors: text('File of word vectors, relative to the data root; without it the table starts random.', {
        isOptional: true,
        isFile: true,
        elsewhere: ['weights', 'pretrained', 'path', 'file', 'pretrained_embeddings'],
      }),
      width: count('Width of a vector; a file must have the same.', {
        default: 100,
        maximum: 4096,
        elsewhere: ['dim', 'embedding_dim', 'embedding_size', 'output_dim', 'size'],
      }),
      freeze: flag('Whether the vectors stay as they are.', false, { elsewhere: ['frozen'] }),
    },
  },
  accepts: ['tokens'],
  runs: 'graph',
  type: (input, settings) => {
    if (input.kind !== 'tokens') throw new Error('embed takes tokens (a bug of emoc)');
    if (settings.vectors === null && flagOf(settings, 'freeze'))
      return {
        expected: 'a file of vectors when `freeze = true`: random vectors would stay random',
        hint: 'name a file, or remove `freeze`',
      };
    return { kind: 'seq', length: input.length, width: numberOf(settings, 'width'), clock: input.clock, periodMs: null };
  },
  build: ({ type, value, mask }, settings, { g, parameter }) => {
    if (type.kind !== 'tokens') throw new Error('embed takes tokens (a bug of emoc)');
    const width = numberOf(settings, 'width');
    const owner = type.vocabulary.replace(/^V_/, '');
    const isTrained = !flagOf(settings, 'freeze');
    const initializer: Initializer =
      settings.vectors === null
        ? { kind: 'normal', standardDeviation: 1 / Math.sqrt(width), isTruncated: false }
        : { kind: 'vectors', source: owner };
    const table = parameter('table', [type.vocabulary, width], initializer, { isTrained, isSparse: isTrained });
    return {
      type: { kind: 'seq', length: type.length, width, clock: type.clock, periodMs: null },
      value: g.call(gatherRows, [table, value]),
      mask,
    };
  },
});
