import * as assert from 'uvu/assert';
import { format } from '../../../src/compiler/format/format.ts';
import type { Tree } from '../../../src/compiler/parse/ast.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';

const file = 'spec.emo';

/** A syntax tree as text, without the places of its nodes. */
const meaningOf = (tree: Tree): string =>
  JSON.stringify(tree.elements, (key, value: unknown) => (['span', 'open', 'close'].includes(key) ? undefined : value));

const commentsOf = ({ text, comments }: Tree): readonly string[] =>
  comments.map(({ span }) => text.slice(span.start, span.end).trimEnd());

/** Is the text free of syntax errors? */
export const isWellFormed = (text: string): boolean => parse({ file, text }).diagnostics.length === 0;

/**
 * The text laid out, after holding it to what every formatting must keep: the syntax tree, every comment once and in order, and itself when
 * formatted again.
 */
export function kept(text: string, what = ''): string {
  const { value, diagnostics } = format({ file, text });
  assert.equal(diagnostics, [], what);
  const [before, after] = [parse({ file, text }).value, parse({ file, text: value }).value];
  const shown = `${what}\n${text}\nbecame\n${value}`;
  if (meaningOf(before) !== meaningOf(after)) assert.unreachable(`another meaning: ${shown}`);
  if (commentsOf(before).join('\n') !== commentsOf(after).join('\n')) assert.unreachable(`other comments: ${shown}`);
  if (format({ file, text: value }).value !== value) assert.unreachable(`formatted again: ${shown}`);
  return value;
}
