import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Entity } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** Token types of the protocol that the service uses, in the order of its legend. */
export const tokenTypes = ['namespace', 'property', 'variable', 'function', 'enum', 'enumMember'] as const;
export const tokenModifiers = ['declaration', 'readonly', 'unused'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

const types: Readonly<Record<Entity['kind'], SemanticToken['type']>> = {
  experiment: 'namespace',
  'data set': 'namespace',
  read: 'namespace',
  column: 'property',
  constant: 'variable',
  encoder: 'variable',
  fusion: 'variable',
  head: 'function',
  'label set': 'enum',
  label: 'enumMember',
};

/** What no pattern of letters can tell: what a name stands for, and that nothing uses it. */
export function semanticTokens({ occurrences, diagnostics }: Snapshot): readonly SemanticToken[] {
  const unused = new Set(
    diagnostics.flatMap(({ name, at }) => (name.startsWith('unused-') && at !== null && 'start' in at ? [at.start] : [])),
  );
  return occurrences().map(({ entity, span, isDefinition }) => ({
    span,
    type: types[entity.kind],
    modifiers: [
      ...(isDefinition ? (['declaration'] as const) : []),
      ...(entity.kind === 'constant' ? (['readonly'] as const) : []),
      ...(unused.has(span.start) ? (['unused'] as const) : []),
    ],
  }));
}
