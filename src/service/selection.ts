import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Snapshot } from './snapshot.ts';
import { nodesAt } from './tree.ts';

/** What a growing selection takes in, from the word at an offset to the whole spec; each span is larger than the one before. */
export function selectionsAt({ file, text, tree }: Snapshot, offset: number): readonly Span[] {
  const spans: Span[] = [...nodesAt(tree.elements, offset).map(({ span }) => span)].reverse();
  const whole = { file, start: 0, end: text.length };
  const growing: Span[] = [];
  for (const span of [...spans, whole]) {
    const last = growing.at(-1);
    const isLarger =
      last === undefined || (span.start <= last.start && span.end >= last.end && span.end - span.start > last.end - last.start);
    if (isLarger) growing.push(span);
  }
  return growing;
}
