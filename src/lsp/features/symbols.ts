import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { findNames, type OutlineItem, outline } from '../../service/symbols.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf, uriOf } from '../places.ts';

/** Icons of the outline, by the word of a block or the role of a name. */
const icons: Readonly<Record<string, SymbolKind>> = {
  experiment: SymbolKind.Module,
  let: SymbolKind.Constant,
  constant: SymbolKind.Constant,
  labels: SymbolKind.Enum,
  'label set': SymbolKind.Enum,
  dataset: SymbolKind.Struct,
  'data set': SymbolKind.Struct,
  encoder: SymbolKind.Class,
  fusion: SymbolKind.Interface,
  head: SymbolKind.Function,
  loss: SymbolKind.Operator,
  train: SymbolKind.Event,
  setting: SymbolKind.Property,
  step: SymbolKind.Method,
  read: SymbolKind.File,
  column: SymbolKind.Field,
};

export const symbols = defineFeature({
  capabilities: { documentSymbolProvider: true, workspaceSymbolProvider: true },
  register: ({ connection, document, specs, folders, answer }) => {
    connection.onDocumentSymbol(
      answer(null, ({ textDocument }) => {
        const open = document(textDocument.uri);
        return open === undefined ? null : outline(specs.current(open)).map((item) => symbolOf(item, open));
      }),
    );
    connection.onWorkspaceSymbol(
      answer(null, ({ query }) =>
        folders.documents().flatMap(({ document: spec, snapshot }) =>
          findNames(snapshot, query).map(({ name, kind, span }) => ({
            name,
            kind: icons[kind] ?? SymbolKind.Field,
            location: { uri: uriOf(snapshot.file), range: rangeOf(spec, span) },
          })),
        ),
      ),
    );
  },
});

function symbolOf({ name, kind, detail, span, nameSpan, children }: OutlineItem, document: TextDocument): DocumentSymbol {
  return {
    name: name === '' ? kind : name,
    detail,
    kind: icons[kind] ?? SymbolKind.Field,
    range: rangeOf(document, span),
    selectionRange: rangeOf(document, nameSpan),
    children: children.map((child) => symbolOf(child, document)),
  };
}
