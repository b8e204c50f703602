import { builders, printer } from 'prettier/doc';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Tree } from '../parse/ast.ts';
import { type ConcreteSpec, parse, parseConcretely, type Source } from '../parse/parse.ts';
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
  const read = parseConcretely(source);
  if (read.result.diagnostics.length > 0) return { value: text, diagnostics: mistakesOf({ file, text }, source, read) };

  const formatted = layOut(source, read);
  const again = parse({ file, text: formatted });
  if (again.diagnostics.length > 0 || !isKept(read.result.value, again.value)) {
    throw new Error(`the formatted text of ${file} would not mean the same (a bug of emoc)`);
  }
  const lines = /^[^\r\n]*\r\n/.test(text) ? formatted.replaceAll('\n', '\r\n') : formatted;
  return { value: text.startsWith(byteOrderMark) ? byteOrderMark + lines : lines, diagnostics: [] };
}

/** The diagnostics at their places in the text as it was given. */
const mistakesOf = (given: Source, source: Source, read: ConcreteSpec): readonly Diagnostic[] =>
  given.text === source.text ? read.result.diagnostics : parse(given).diagnostics;

const isKept = (before: Tree, after: Tree): boolean =>
  hasSameMeaning(before.elements, after.elements) && hasSameComments(before, after);

function layOut({ text }: Source, { concrete, tokens, result }: ConcreteSpec): string {
  const mark = markFor(text);
  const doc = spec(concrete, {
    text,
    mark,
    comments: attachComments(text, tokens, result.value.comments),
    tokenAt: new Map(tokens.map((token) => [token.startOffset, token])),
    lines: findLineSensitive(tokens),
  });
  const { formatted } = printer.printDocToString([doc, builders.hardline], { printWidth: lineWidth, tabWidth: indentWidth });
  return formatted.trim() === '' ? '' : placeComments(formatted, mark);
}
