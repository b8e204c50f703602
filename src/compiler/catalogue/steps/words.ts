import { lengthSymbol, vocabularySymbol } from '../../fields.ts';
import { defineStep } from '../define-step.ts';
import { count, flag, numberOf } from '../schema.ts';

export const words = defineStep({
  name: 'words',
  doc: 'Cuts text into words and punctuation marks and numbers them. With word vectors in the `embed` below, the vocabulary is what the file and the data share, and, if the vectors are trained further, the other words of the training split; otherwise it is learnt from the training split. Number 0 is padding, 1 any unknown word.',
  example: 'words(length = 40)',
  elsewhere: ['tokenize', 'tokenizer', 'tokens', 'text_vectorization'],
  schema: {
    positional: ['length'],
    parameters: {
      length: count('Words that are kept of a text, from its start.', {
        default: 64,
        maximum: 4096,
        elsewhere: ['max_length', 'max_len', 'sequence_length'],
      }),
      lowercase: flag('Whether words are looked up in small letters.', true, { elsewhere: ['lower', 'do_lower_case'] }),
      vocabulary: count('Most words that are learnt, the most frequent first; all of them if left out.', {
        isOptional: true,
        elsewhere: ['vocab', 'vocab_size', 'vocabulary_size', 'num_words', 'most_common'],
      }),
      min_count: count('How often a word must occur in the training split to be learnt.', {
        default: 1,
        elsewhere: ['min_freq', 'min_frequency'],
      }),
    },
  },
  accepts: ['text'],
  runs: 'data',
  isFitted: true,
  type: (_, settings, { owner }) => ({
    kind: 'tokens',
    length: { kind: 'upTo', size: numberOf(settings, 'length'), symbol: lengthSymbol(owner) },
    clock: `words of ${owner}`,
    vocabulary: vocabularySymbol(owner),
  }),
});
