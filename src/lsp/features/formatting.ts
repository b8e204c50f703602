import { formattingEdits } from '../../service/formatting.ts';
import { defineFeature } from '../feature.ts';
import { editOf } from '../places.ts';
import { fileOf } from '../spec-documents.ts';

export const formatting = defineFeature({
  capabilities: { documentFormattingProvider: true },
  register: ({ connection, document, answer }) => {
    connection.onDocumentFormatting(
      answer(null, ({ textDocument }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return formattingEdits({ file: fileOf(open.uri), text: open.getText() }).map((edit) => editOf(open, edit));
      }),
    );
  },
});
