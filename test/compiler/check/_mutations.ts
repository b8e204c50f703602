import { Lexer } from 'chevrotain';
import { NumberToken, tokens, Word } from '../../../src/compiler/parse/tokens.ts';

/** A spec with one mistake planted. */
export interface Mutation {
  readonly what: string;
  readonly text: string;
  /** Where the text differs. */
  readonly at: number;
}

const lexer = new Lexer(tokens, { ensureOptimizations: true });

const replaced = (text: string, from: number, to: number, by: string, what: string): Mutation => ({
  what: `${what} at line ${text.slice(0, from).split('\n').length}`,
  text: text.slice(0, from) + by + text.slice(to),
  at: from,
});

/** Every word with one letter more, one less and one other. */
export function* misspellings(text: string): Generator<Mutation & { readonly word: string }> {
  for (const { image, startOffset, tokenType } of lexer.tokenize(text).tokens) {
    if (!tokenType.categoryMatchesMap?.[Word.tokenTypeIdx as number] && !tokenType.CATEGORIES?.includes(Word)) continue;
    const middle = Math.floor(image.length / 2);
    const [head, tail] = [image.slice(0, middle), image.slice(middle)];
    const variants = [`${head}q${tail}`, ...(image.length > 3 ? [head + tail.slice(1), `${head}q${tail.slice(1)}`] : [])];
    for (const variant of new Set(variants)) {
      yield {
        ...replaced(text, startOffset, startOffset + image.length, variant, `${image} -> ${variant}`),
        word: image,
      };
    }
  }
}

/** Every number with a value or a unit that hardly any place takes. */
export function* wrongNumbers(text: string): Generator<Mutation> {
  for (const { image, startOffset, tokenType } of lexer.tokenize(text).tokens) {
    if (tokenType !== NumberToken) continue;
    for (const wrong of ['0', '-7', '1e12', '0.37', '5 deg', '3 kHz', '120%', '99 ms'])
      yield replaced(text, startOffset, startOffset + image.length, wrong, `${image} -> ${wrong}`);
  }
}

/** Every line of a body or of the top level that is whole in itself, taken out. */
export function* missingLines(text: string): Generator<Mutation> {
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length + 1;
    const code = line.replace(/\/\/.*/, '').replace(/"[^"]*"/g, '');
    const isWhole = code.split('{').length === code.split('}').length && !/^\s*\}/.test(code);
    if (code.trim() !== '' && isWhole) yield replaced(text, start, end, '', `without \`${line.trim()}\``);
    start = end;
  }
}

/** One token deleted, doubled, or swapped with the next, for every token. */
export function* damages(text: string): Generator<Mutation> {
  const all = lexer.tokenize(text).tokens;
  for (const [index, { image, startOffset }] of all.entries()) {
    const end = startOffset + image.length;
    yield replaced(text, startOffset, end, '', `delete ${image}`);
    yield replaced(text, startOffset, end, `${image} ${image}`, `double ${image}`);
    const next = all[index + 1];
    if (next === undefined) continue;
    const between = text.slice(end, next.startOffset);
    const swapped = `${next.image}${between} ${image}`;
    yield replaced(text, startOffset, next.startOffset + next.image.length, swapped, `swap ${image} and ${next.image}`);
  }
}
