import type { CalledElsewhere, Parameter } from '../catalogue/schema.ts';
import { nearest } from '../diagnostics/nearest.ts';

/**
 * The name that something has here, by what other libraries call it. Small and capital letters, underscores and the axes at the end do not
 * count: `BatchNorm1d` is found under `batchnorm`. `undefined` where none of `known` is called so.
 *
 *     calledHere('hidden_size', Object.entries(lstm.schema.parameters)); // 'width'
 */
export function calledHere(word: string, known: Iterable<readonly [name: string, named: CalledElsewhere]>): string | undefined {
  const plain = withoutSpelling(word);
  for (const [name, { elsewhere = [] }] of known) {
    if ([name, ...elsewhere].some((other) => withoutSpelling(other) === plain)) return name;
  }
  return undefined;
}

/**
 * Which of some names a word probably meant: the one that other libraries call so, which `isKnown`, or else the nearest. `undefined` where
 * none is near.
 */
export function meantBy(
  word: string,
  known: readonly (readonly [name: string, named: CalledElsewhere])[],
): { readonly meant: string | undefined; readonly isKnown: boolean } {
  const here = calledHere(word, known);
  const names = known.map(([name]) => name);
  return { meant: here ?? nearest(word, names), isKnown: here !== undefined };
}

/** An option of a choice as a name that other libraries may have others for. */
export const namedOption = (parameter: Parameter, option: string): readonly [name: string, named: CalledElsewhere] => [
  option,
  (parameter.type === 'choice' ? parameter.options?.[option] : undefined) ?? {},
];

const withoutSpelling = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/[123]d$/, '');
