import { defineReader } from '../define-reader.ts';
import { text } from '../schema.ts';
import { path } from './_parameters.ts';

/** Plain lines, as in `i feel fine;joy`. */
export const lines = defineReader({
  name: 'lines',
  doc: 'One sample a line, without quoting: the line is cut at its last separator into columns 0 and 1, so the text before it may hold the separator too.',
  example: 'read lines("{split}.txt", separator = ";")',
  elsewhere: ['txt', 'text'],
  columns: 'numbered',
  schema: {
    positional: ['path'],
    parameters: {
      path,
      separator: text('What stands between the text and the field after it.', {
        default: ';',
        elsewhere: ['delimiter', 'sep', 'delim'],
      }),
    },
  },
});
