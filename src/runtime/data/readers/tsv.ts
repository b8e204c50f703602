import { flagOf } from '../../../compiler/catalogue/schema.ts';
import { readTable } from '../tables/read-table.ts';
import { defineReader } from './_define.ts';
import { encodingOf } from './_encoding.ts';
import { sourceFromFiles } from './_from-files.ts';
import { tablePart } from './_table-part.ts';

/** `tsv(path, header, encoding)`: fields separated by tabs. A quote is a letter like any other, as in GoEmotions. */
export const tsv = defineReader({
  name: 'tsv',
  open: (settings, context) =>
    sourceFromFiles(settings, context, (bytes, file) => {
      const [hasHeader, encoding] = [flagOf(settings, 'header'), encodingOf(settings, bytes)];
      return tablePart(readTable(bytes, file, { format: 'tsv', hasHeader, encoding }));
    }),
});
