import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Snapshot } from './snapshot.ts';
import { everyNode } from './tree.ts';

export interface Fold {
  readonly span: Span;
  readonly kind: 'region' | 'comment';
}

/** What can be folded: bodies and brackets that span lines, and comments on several lines. */
export function foldsOf({ tree, text }: Snapshot): readonly Fold[] {
  const spansLines = ({ start, end }: Span): boolean => text.slice(start, end).includes('\n');
  const folds: Fold[] = [];
  for (const node of everyNode(tree.elements)) {
    const isFoldable = 'open' in node || ('kind' in node && (node.kind === 'call' || node.kind === 'list'));
    if (isFoldable && spansLines(node.span)) folds.push({ span: node.span, kind: 'region' });
  }
  let run: Span | null = null;
  const close = (): void => {
    if (run !== null && spansLines(run)) folds.push({ span: run, kind: 'comment' });
    run = null;
  };
  for (const { span } of tree.comments) {
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    const isAlone = text.slice(lineStart, span.start).trim() === '';
    const isNext: boolean = run !== null && /^\r?\n[ \t]*$/.test(text.slice((run as Span).end, span.start));
    if (!isNext) close();
    if (isAlone) run = run === null ? span : { ...(run as Span), end: span.end };
  }
  close();
  return folds;
}
