import { builders, printer } from 'prettier/doc';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Tree } from '../parse/ast.ts';
import { lineEndOf } from '../parse/line-ends.ts';
import { parse, parseConcretely, type Source } from '../parse/parse.ts';
import { attachComments } from './attach-comments.ts';
import { indentWidth, lineWidth } from './columns.ts';
import { findLineSensitive } from './line-sensitive.ts';
import { spec } from './nodes/spec.ts';
import { markFor, placeComments } from './place-comments.ts';
import { hasSameComments, hasSameMeaning } from './same-meaning.ts';

const byteOrderMark = '\uFEFF';

/**
 * The text of a spec in the one layout that specs have.
 *
 * It says the same as before: it reads as the same syntax tree, with the same comments in the same order. Formatting the result again
 * changes nothing. What the layout is, is in `grammar/README.md`; it has no options.
 *
 * Lines end as the first line of the text ends, LF or CRLF, and a byte order mark stays: those belong to the file. Tabs, blanks at the end
 * of lines and all but one of several blank lines go. The text of a spec with a syntax error comes back as it is, with the diagnostics of
 * the parser.
 */
export function format({ file, text }: Source): Result<string> {
  const source = { file, text: text.replace(/\r\n?/g, '\n') };
  const { tree, formatted, diagnostics } = layOut(source);
  if (formatted === null)
    return { value: text, diagnostics: source.text === text ? diagnostics : parse({ file, text }).diagnostics };

  const again = parse({ file, text: formatted });
  if (again.diagnostics.length > 0 || !isKept(tree, again.value)) {
    throw new Error(`the formatted text of ${file} would not mean the same (a bug of emoc)`);
  }
  const lines = formatted.replaceAll('\n', lineEndOf(text));
  return { value: text.startsWith(byteOrderMark) ? byteOrderMark + lines : lines, diagnostics: [] };
}

const isKept = (before: Tree, after: Tree): boolean =>
  hasSameMeaning(before.elements, after.elements) && hasSameComments(before, after);

interface LaidOut {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
  /** `null` where there are diagnostics. */
  readonly formatted: string | null;
}

/** Reads and prints. What it needs for that takes many times the text's size, and is gone before the result is read. */
function layOut(source: Source): LaidOut {
  const { concrete, tokens, result } = parseConcretely(source);
  const { value: tree, diagnostics } = result;
  if (diagnostics.length > 0) return { tree, diagnostics, formatted: null };
  const { text } = source;
  const mark = markFor(text);
  const doc = spec(concrete, {
    text,
    mark,
    comments: attachComments(text, tokens, tree.comments),
    tokenAt: new Map(tokens.map((token) => [token.startOffset, token])),
    lines: findLineSensitive(tokens),
  });
  const { formatted } = printer.printDocToString([doc, builders.hardline], { printWidth: lineWidth, tabWidth: indentWidth });
  return { tree, diagnostics, formatted: formatted.trim() === '' ? '' : placeComments(formatted, mark) };
}
