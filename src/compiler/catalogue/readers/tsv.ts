import { defineReader } from '../define-reader.ts';
import { choice, flag, text } from '../schema.ts';

/** Tab-separated values. */
export const tsv = defineReader({
  name: 'tsv',
  doc: 'Tab-separated values without quoting: whatever stands between two tabs is the field, quotes included. One row a sample.',
  example: 'read tsv("train.tsv", header = false)',
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path: text('File, relative to the data root. `{split}` in it stands for the names of `split by file`.', { isFile: true }),
      header: flag('Whether the first row names the columns. Without it columns are numbered from 0.', true),
      encoding: choice('Encoding of the text. A byte-order mark wins over it.', ['utf_8', 'utf_16', 'latin_1'], 'utf_8'),
    },
  },
});
