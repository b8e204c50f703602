import { defineReader } from '../define-reader.ts';
import { choice, flag, text } from '../schema.ts';

/** Comma-separated values as RFC 4180 has them. */
export const csv = defineReader({
  name: 'csv',
  doc: 'Comma-separated values (RFC 4180): fields may be quoted, quotes inside are doubled, quoted fields may hold line breaks. One row a sample.',
  example: 'read csv("clips.csv")',
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path: text('File, relative to the data root. `{split}` in it stands for the names of `split by file`.', { isFile: true }),
      header: flag('Whether the first row names the columns. Without it columns are numbered from 0.', true),
      separator: text('One character between fields.', { default: ',' }),
      encoding: choice('Encoding of the text. A byte-order mark wins over it.', ['utf_8', 'utf_16', 'latin_1'], 'utf_8'),
    },
  },
});
