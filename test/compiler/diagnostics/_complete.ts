import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Element } from '../../../src/compiler/parse/ast.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';

const folder = fileURLToPath(new URL('./skeletons/', import.meta.url));

const wordOf = (element: Element): string =>
  element.kind === 'declaration'
    ? element.word.text
    : element.kind === 'setting'
      ? element.name.text
      : (element.call.callee.path[0]?.text ?? '');

/**
 * A fragment as a complete spec: the elements of the skeleton whose words the fragment has itself give way to it, all others stay.
 * So a page that is about heads shows heads only.
 */
export function complete(fragment: string, skeleton: string): string {
  const text = readFileSync(`${folder}${skeleton}.emo`, 'utf8');
  const own = new Set(parse({ file: 'fragment', text: fragment }).value.elements.map(wordOf));
  const kept = parse({ file: skeleton, text }).value.elements.filter((element) => !own.has(wordOf(element)));
  const [version = '', ...rest] = kept.map(({ span }) => text.slice(span.start, span.end));
  return [version, fragment, ...rest].join('\n\n');
}
