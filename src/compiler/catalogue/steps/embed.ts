import { gatherRows } from '../../ops/gather-rows.ts';
import type { Initializer } from '../../program.ts';
import { defineStep } from '../define-step.ts';
import { count, flag, flagOf, numberOf, text } from '../schema.ts';

export const embed = defineStep({
  name: 'embed',
  doc: 'Looks up the vector of each token, from a file of word vectors (GloVe or word2vec text format) or from a table that is learnt from scratch. Trained tables are updated only in the rows that a batch touches.',
  example: 'embed("glove.20k.100d.txt", width = 100, freeze = true)',
  schema: {
    positional: ['vectors'],
    parameters: {
      vectors: text('File of word vectors, relative to the data root; without it the table starts random.', {
        isOptional: true,
        isFile: true,
      }),
      width: count('Width of a vector; a file must have the same.', { default: 100, maximum: 4096 }),
      freeze: flag('Whether the vectors stay as they are.'),
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
