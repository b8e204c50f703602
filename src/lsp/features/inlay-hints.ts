import { InlayHintKind } from 'vscode-languageserver/node';
import { hintsOf } from '../../service/hints.ts';
import { defineFeature } from '../feature.ts';

export const inlayHints = defineFeature({
  capabilities: { inlayHintProvider: true },
  register: ({ connection, document, specs, answer }) => {
    connection.languages.inlayHint.on(
      answer(null, ({ textDocument, range }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return hintsOf(specs.current(open), open.offsetAt(range.start), open.offsetAt(range.end)).map(
          ({ offset, label, tooltip }) => ({
            position: open.positionAt(offset),
            label,
            tooltip,
            kind: InlayHintKind.Type,
            paddingLeft: true,
          }),
        );
      }),
    );
  },
});
