import { LSPErrorCodes, type PrepareRenameResult, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import { prepareRename, rename as renameAt } from '../../service/rename.ts';
import { defineFeature } from '../feature.ts';
import { editOf, rangeOf } from '../places.ts';

/** What the client shows in place of a change. */
const refused = (reason: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, reason);

export const rename = defineFeature({
  capabilities: { renameProvider: { prepareProvider: true } },
  register: ({ connection, document, specs, answer }) => {
    connection.onPrepareRename(
      answer<{ textDocument: { uri: string }; position: { line: number; character: number } }, PrepareRenameResult | null>(
        null,
        ({ textDocument, position }) => {
          const open = document(textDocument.uri);
          const found = open === undefined ? null : prepareRename(specs.current(open), open.offsetAt(position));
          if (open === undefined || found === null) return null;
          if ('refusal' in found) throw refused(found.refusal);
          return { range: rangeOf(open, found.span), placeholder: found.name };
        },
      ),
    );
    connection.onRenameRequest(
      answer<
        { textDocument: { uri: string }; position: { line: number; character: number }; newName: string },
        WorkspaceEdit | null
      >(null, ({ textDocument, position, newName }) => {
        const open = document(textDocument.uri);
        const found = open === undefined ? null : renameAt(specs.current(open), open.offsetAt(position), newName);
        if (open === undefined || found === null) return null;
        if ('refusal' in found) throw refused(found.refusal);
        return { changes: { [open.uri]: found.edits.map((edit) => editOf(open, edit)) } };
      }),
    );
  },
});
