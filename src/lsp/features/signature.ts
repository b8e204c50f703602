import { MarkupKind } from 'vscode-languageserver/node';
import { signatureAt } from '../../service/signature.ts';
import { defineFeature } from '../feature.ts';

export const signature = defineFeature({
  capabilities: { signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: ['='] } },
  register: ({ connection, document, answer }) => {
    connection.onSignatureHelp(
      answer(null, ({ textDocument, position }) => {
        const open = document(textDocument.uri);
        const found = open === undefined ? null : signatureAt(open.getText(), open.offsetAt(position));
        if (found === null) return null;
        const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });
        const parameters = found.parameters.map(({ label, doc }) => ({ label, documentation: markdown(doc) }));
        return {
          signatures: [{ label: found.label, documentation: markdown(found.doc), parameters }],
          activeSignature: 0,
          ...(found.active === null ? {} : { activeParameter: found.active }),
        };
      }),
    );
  },
});
