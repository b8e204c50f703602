import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Declaration, Element } from '../parse/ast.ts';

/** Blocks that say nothing without a body. */
const needBody: readonly string[] = ['experiment', 'dataset', 'encoder', 'head', 'train'];

/**
 * Gives back the body of a block whose opening brace is missing: the elements below it that nobody knows at the top level are what was
 * meant to stand in the braces. The missing brace is the one mistake reported of them.
 */
export function withBodies(
  elements: readonly Element[],
  isKnown: (element: Element) => boolean,
  diagnostics: Diagnostic[],
): readonly Element[] {
  const result: Element[] = [];
  let open: { readonly block: Declaration; readonly inner: Element[] } | null = null;
  const close = (): void => {
    if (open === null) return;
    const { block, inner } = open;
    const [last] = inner.slice(-1);
    const end = { ...block.span, start: block.span.end };
    if (last === undefined) result.push(block);
    else {
      const fix = [{ span: end, text: ' {' }];
      diagnostics.push(report.missingBody(block.word.span, { word: block.word.text }, { fix }));
      const span = { ...block.span, end: last.span.end };
      const body = { elements: inner, entries: [], open: end, close: null, span };
      result.push({ ...block, body, span, isRecovered: true });
    }
    open = null;
  };
  for (const element of elements) {
    if (open !== null && !isKnown(element) && (element.kind !== 'declaration' || open.block.word.text === 'dataset')) {
      open.inner.push(element);
      continue;
    }
    close();
    const isOpen = element.kind === 'declaration' && element.body === null && needBody.includes(element.word.text);
    if (isOpen) open = { block: element, inner: [] };
    else result.push(element);
  }
  close();
  return result;
}
