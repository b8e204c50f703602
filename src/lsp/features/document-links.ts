import { resolve } from 'node:path';
import { linksOf } from '../../service/links.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf, uriOf } from '../places.ts';

/** The files that a spec reads, as links; of several that one path names, to the first. */
export const documentLinks = defineFeature({
  capabilities: { documentLinkProvider: {} },
  register: ({ connection, document, specs, dataOf, answer }) => {
    connection.onDocumentLinks(
      answer(null, async ({ textDocument }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        const { files, folder } = await dataOf(open);
        return linksOf(specs.current(open), files).map(({ span, paths }) => ({
          range: rangeOf(open, span),
          target: uriOf(resolve(folder, paths[0])),
          ...(paths.length > 1 ? { tooltip: paths.join(', ') } : {}),
        }));
      }),
    );
  },
});
