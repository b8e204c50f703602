import { readTable } from '../tables/read-table.ts';
import { defineReader } from './_define.ts';
import { sourceFromFiles } from './_from-files.ts';
import { tablePart } from './_table-part.ts';

/**
 * `lines(path, separator)`: a text a line, cut in two at its last separator (`text;label`, since the text may hold others).
 *
 * An empty separator leaves each line whole.
 */
export const lines = defineReader({
  name: 'lines',
  open: (settings, context) => {
    const { separator } = settings;
    const cut = typeof separator === 'string' && separator !== '' ? { separator } : {};
    return sourceFromFiles(settings, context, (bytes, file) => tablePart(readTable(bytes, file, { format: 'lines', ...cut })));
  },
});
