import { flagOf, wordOf } from '../../../compiler/catalogue/schema.ts';
import { readTable } from '../tables/read-table.ts';
import { defineReader } from './_define.ts';
import { encodingOf } from './_encoding.ts';
import { sourceFromFiles } from './_from-files.ts';
import { tablePart } from './_table-part.ts';

/** `csv(path, header, separator, encoding)`: rows of fields as RFC 4180 defines them, quotes and line breaks inside quotes included. */
export const csv = defineReader({
  name: 'csv',
  open: (settings, context) =>
    sourceFromFiles(settings, context, (bytes, file) =>
      tablePart(
        readTable(bytes, file, {
          format: 'csv',
          hasHeader: flagOf(settings, 'header'),
          separator: wordOf(settings, 'separator'),
          encoding: encodingOf(settings, bytes),
        }),
      ),
    ),
});
