import { choice, flag, type Parameter, text } from '../schema.ts';

/** The file, first argument of every reader of files. */
export const path: Parameter = text('File, relative to the data root. `{split}` in it stands for the names of `split by file`.', {
  isFile: true,
});

/** Of tables as text. */
export const header: Parameter = flag('Whether the first row names the columns. Without it columns are numbered from 0.', true, {
  elsewhere: ['has_header'],
});

/** Of tables as text. */
export const encoding: Parameter = choice(
  'Encoding of the text. A byte-order mark wins over it.',
  ['utf_8', 'utf_16', 'latin_1'],
  'utf_8',
);
