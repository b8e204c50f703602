import { defineReader } from '../define-reader.ts';
import { path } from './_parameters.ts';

/** JSON lines. */
export const jsonl = defineReader({
  name: 'jsonl',
  doc: 'One JSON object a line; its keys are the columns. Every line must have every column that the spec uses.',
  example: 'read jsonl("clips.jsonl")',
  elsewhere: ['json_lines', 'ndjson'],
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path,
    },
  },
});
