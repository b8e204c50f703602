import { MarkupKind } from 'vscode-languageserver/node';
import { hoverAt } from '../../service/hover.ts';
import { offsetAfter, offsetBefore } from '../../service/snapshot.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf } from '../places.ts';

export const hover = defineFeature({
  capabilities: { hoverProvider: true },
  register: ({ connection, document, specs, answer }) => {
    connection.onHover(
      answer(null, ({ textDocument, position }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        const { snapshot, change } = specs.latest(open);
        const found = hoverAt(snapshot, offsetBefore(change, open.offsetAt(position)));
        if (found === null) return null;
        const { start, end } = found.span;
        // A word that has changed since is looked up in the text as it is.
        const isTouched = start <= change.oldEnd && change.start <= end && !specs.isCurrent(open);
        const exact = isTouched ? hoverAt(specs.current(open), open.offsetAt(position)) : null;
        if (isTouched && exact === null) return null;
        const span = exact?.span ?? { start: offsetAfter(change, start), end: offsetAfter(change, end) };
        return { contents: { kind: MarkupKind.Markdown, value: (exact ?? found).markdown }, range: rangeOf(open, span) };
      }),
    );
  },
});
