import { defineReader } from '../define-reader.ts';
import { text } from '../schema.ts';

/** JSON lines. */
export const jsonl = defineReader({
  name: 'jsonl',
  doc: 'One JSON object a line; its keys are the columns. Every line must have every column that the spec uses.',
  example: 'read jsonl("clips.jsonl")',
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path: text('File, relative to the data root. `{split}` in it stands for the names of `split by file`.', { isFile: true }),
    },
  },
});
