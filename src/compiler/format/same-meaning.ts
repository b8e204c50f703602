import type { Tree } from '../parse/ast.ts';

/** What says where a node stands, and not what it is. */
const places = new Set(['span', 'open', 'close']);

/** Are two syntax trees, or parts of them, the same but for where they stand in their texts? */
export function hasSameMeaning(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => places.has(key) || (key in other && hasSameMeaning(one[key as keyof typeof one], other[key as keyof typeof other])),
  );
}

/** Do both texts have the same comments, letter by letter but for blanks at their ends, in the same order? */
export function hasSameComments(one: Tree, other: Tree): boolean {
  const written = ({ text, comments }: Tree): string =>
    comments.map(({ span: { start, end } }) => text.slice(start, end).trimEnd()).join('\n');
  return one.comments.length === other.comments.length && written(one) === written(other);
}
