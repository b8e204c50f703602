import { SemanticTokensBuilder } from 'vscode-languageserver/node';
import { tokenModifiers, semanticTokens as tokensOf, tokenTypes } from '../../service/semantic.ts';
import { defineFeature } from '../feature.ts';

export const semanticTokens = defineFeature({
  capabilities: {
    semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }, full: true },
  },
  register: ({ connection, document, specs, answer }) => {
    connection.languages.semanticTokens.on(
      answer({ data: [] }, ({ textDocument }) => {
        const open = document(textDocument.uri);
        const builder = new SemanticTokensBuilder();
        if (open === undefined) return builder.build();
        for (const { span, type, modifiers } of tokensOf(specs.current(open))) {
          const { line, character } = open.positionAt(span.start);
          const bits = modifiers.reduce((sum, modifier) => sum + 2 ** tokenModifiers.indexOf(modifier), 0);
          builder.push(line, character, span.end - span.start, tokenTypes.indexOf(type), bits);
        }
        return builder.build();
      }),
    );
  },
});
