import type { CalledElsewhere, Parameter } from '../catalogue/schema.ts';

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

/** The option of a choice that other libraries call so: `xavier_uniform` is `glorot_uniform`. */
export const optionCalled = (word: string, parameter: Parameter): string | undefined =>
  parameter.type === 'choice' ? calledHere(word, Object.entries(parameter.options ?? {})) : undefined;

const withoutSpelling = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/[123]d$/, '');
