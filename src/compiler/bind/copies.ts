import type { More, Span } from '../diagnostics/diagnostic.ts';
import { removalOf } from '../diagnostics/removal.ts';
import type { Name } from '../parse/ast.ts';

/** What to do about a second thing of one name: the holes of `name-taken`, and the edits that go with them. */
export interface Copy {
  readonly holes: { readonly copied?: string; readonly free?: string };
  readonly more: Pick<More, 'fix' | 'sure'>;
}

/** A repetition to the letter is taken out, which is sure; anything else gets a name that is free. */
export function copyOf(first: Span, second: Span, name: Name, taken: readonly string[], text: string): Copy {
  const words = ({ start, end }: Span): string => text.slice(start, end).replace(/\s+/g, ' ');
  if (words(first) === words(second))
    return { holes: { copied: 'the first' }, more: { fix: [removalOf(text, second)], sure: true } };
  let number = 2;
  while (taken.includes(`${name.text}_${number}`)) number += 1;
  const free = `${name.text}_${number}`;
  return { holes: { free }, more: { fix: [{ span: name.span, text: free }] } };
}
