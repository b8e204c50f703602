import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Completion, complete } from '../../service/completion.ts';
import { type ProposalKind, plainText, snippetText } from '../../service/proposal.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf } from '../places.ts';

const icons: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  block: CompletionItemKind.Snippet,
  word: CompletionItemKind.Keyword,
  setting: CompletionItemKind.Property,
  kind: CompletionItemKind.Function,
  option: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Variable,
  column: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  value: CompletionItemKind.Value,
  number: CompletionItemKind.Unit,
  text: CompletionItemKind.Text,
  'new name': CompletionItemKind.Text,
  sign: CompletionItemKind.Operator,
};

export const completion = defineFeature({
  capabilities: { completionProvider: { triggerCharacters: ['.', '"', '(', '=', '@', ':', '/'] } },
  register: ({ connection, document, specs, dataOf, client, answer }) => {
    connection.onCompletion(
      answer(null, async ({ textDocument, position }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        const { files: data } = await dataOf(open);
        const text = open.getText();
        const offset = open.offsetAt(position);
        const { snapshot } = specs.latest(open);
        const isInWord = /\w/.test(text[offset - 1] ?? '');
        const takesSnippets = client().textDocument?.completion?.completionItem?.snippetSupport === true;
        return complete({ text, offset, snapshot, data })
          .filter(({ isForPartial }) => isForPartial || !isInWord)
          .map((proposal, place) => itemOf(proposal, place, open, takesSnippets));
      }),
    );
  },
});

function itemOf(proposal: Completion, place: number, document: TextDocument, takesSnippets: boolean): CompletionItem {
  const { kind, label, detail, doc, elsewhere = [], isSnippet = false } = proposal;
  const asSnippet = isSnippet && takesSnippets;
  return {
    label,
    kind: icons[kind],
    sortText: String(place).padStart(5, '0'),
    filterText: [label, ...elsewhere].join(' '),
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(document, proposal), newText: asSnippet ? snippetText(proposal) : plainText(proposal) },
    ...(detail === undefined ? {} : { detail }),
    ...(doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
  };
}
