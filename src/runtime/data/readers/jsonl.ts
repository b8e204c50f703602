import { readTable } from '../tables/read-table.ts';
import { defineReader } from './_define.ts';
import { sourceFromFiles } from './_from-files.ts';
import { tablePart } from './_table-part.ts';

/** `jsonl(path)`: one JSON object a line, its fields the columns. */
export const jsonl = defineReader({
  name: 'jsonl',
  open: (settings, context) =>
    sourceFromFiles(settings, context, (bytes, file) => tablePart(readTable(bytes, file, { format: 'jsonl' }))),
});
