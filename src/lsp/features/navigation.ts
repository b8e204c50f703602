import { DocumentHighlightKind } from 'vscode-languageserver/node';
import { definitionAt, referencesAt } from '../../service/definition.ts';
import { defineFeature } from '../feature.ts';
import { locationOf, rangeOf } from '../places.ts';

/** Where a name is given, where it is used, and both of them marked in the text. */
export const navigation = defineFeature({
  capabilities: { definitionProvider: true, referencesProvider: true, documentHighlightProvider: true },
  register: ({ connection, document, specs, answer }) => {
    connection.onDefinition(
      answer(null, ({ textDocument, position }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return definitionAt(specs.current(open), open.offsetAt(position)).map((span) => locationOf(open, span));
      }),
    );
    connection.onReferences(
      answer(null, ({ textDocument, position, context }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return referencesAt(specs.current(open), open.offsetAt(position))
          .filter(({ isDefinition }) => context.includeDeclaration || !isDefinition)
          .map(({ span }) => locationOf(open, span));
      }),
    );
    connection.onDocumentHighlight(
      answer(null, ({ textDocument, position }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return referencesAt(specs.current(open), open.offsetAt(position)).map(({ span, isDefinition }) => ({
          range: rangeOf(open, span),
          kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
      }),
    );
  },
});
