import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Action } from '../../service/action.ts';
import { actionsAt } from '../../service/actions.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { defineFeature } from '../feature.ts';
import { editOf } from '../places.ts';

const kinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorRewrite,
  CodeActionKind.SourceFixAll,
];

export const actions = defineFeature({
  capabilities: { codeActionProvider: { codeActionKinds: kinds } },
  register: ({ connection, document, specs, mistakesOf, answer }) => {
    connection.onCodeAction(
      answer(null, async ({ textDocument, range, context }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        const isWanted = ({ kind }: Action): boolean =>
          context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
        const mistakes = await mistakesOf(open);
        return actionsAt(specs.current(open), open.offsetAt(range.start), open.offsetAt(range.end), mistakes)
          .filter(isWanted)
          .map((action) => codeActionOf(action, open));
      }),
    );
  },
});

const codeActionOf = ({ title, kind, edits, diagnostic, isSure }: Action, document: TextDocument): CodeAction => ({
  title,
  kind,
  edit: { changes: { [document.uri]: edits.map((edit) => editOf(document, edit)) } },
  ...(diagnostic === undefined ? {} : { diagnostics: [diagnosticOf(diagnostic, document)] }),
  ...(isSure === true && kind === 'quickfix' ? { isPreferred: true } : {}),
});
