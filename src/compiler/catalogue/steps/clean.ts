import { defineStep } from '../define-step.ts';
import { choice, flag } from '../schema.ts';

const policy = (what: string, preset: 'keep' | 'drop' | 'token') =>
  choice(`What becomes of ${what}: kept, dropped, or replaced by one word such as \`<url>\`.`, ['keep', 'drop', 'token'], preset);

export const clean = defineStep({
  name: 'clean',
  doc: 'Normalises raw text: Unicode form NFC, blanks squeezed, and a policy for each thing that social media put into text.',
  example: 'clean(lowercase, url = token, mention = token)',
  elsewhere: ['preprocess', 'clean_text'],
  schema: {
    positional: [],
    parameters: {
      lowercase: flag('Whether letters become small.', false, { elsewhere: ['lower', 'do_lower_case'] }),
      url: policy('links', 'token'),
      mention: policy('mentions such as @name', 'token'),
      hashtag: choice(
        'What becomes of hashtags: kept as they are, split into words, or dropped.',
        ['keep', 'split', 'drop'],
        'split',
      ),
      number: policy('numbers', 'keep'),
    },
  },
  accepts: ['text'],
  runs: 'data',
  type: () => ({ kind: 'text' }),
});
