import { FoldingRangeKind, type SelectionRange } from 'vscode-languageserver/node';
import { foldsOf } from '../../service/folding.ts';
import { selectionsAt } from '../../service/selection.ts';
import { defineFeature } from '../feature.ts';
import { rangeOf } from '../places.ts';

/** What can be folded, and how a selection grows. */
export const structure = defineFeature({
  capabilities: { foldingRangeProvider: true, selectionRangeProvider: true },
  register: ({ connection, document, specs, answer }) => {
    connection.onFoldingRanges(
      answer(null, ({ textDocument }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return foldsOf(specs.current(open)).map(({ span, kind }) => ({
          startLine: open.positionAt(span.start).line,
          endLine: open.positionAt(span.end).line,
          ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
        }));
      }),
    );
    connection.onSelectionRanges(
      answer(null, ({ textDocument, positions }) => {
        const open = document(textDocument.uri);
        if (open === undefined) return null;
        return positions.map((position) => {
          const spans = selectionsAt(specs.current(open), open.offsetAt(position));
          return spans.reduceRight<SelectionRange | undefined>(
            (parent, span) => ({ range: rangeOf(open, span), ...(parent === undefined ? {} : { parent }) }),
            undefined,
          ) as SelectionRange;
        });
      }),
    );
  },
});
