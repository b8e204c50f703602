import type { Span, TextEdit } from '../compiler/diagnostics/diagnostic.ts';
import { blockKeywords, clauseWords, modifiers } from '../compiler/parse/tokens.ts';
import { occurrenceAt, referencesAt } from './definition.ts';
import { worsenedBy } from './edits.ts';
import type { Entity } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** Edits that rename, or why there are none. */
export type Renaming = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

export type Renamable = { readonly span: Span; readonly name: string } | { readonly refusal: string };

const reserved: ReadonlySet<string> = new Set([...blockKeywords, ...clauseWords, ...modifiers]);

/** What could be renamed at an offset; `null` where there is no name of the spec's own. */
export function prepareRename(snapshot: Snapshot, offset: number): Renamable | null {
  const found = occurrenceAt(snapshot, offset);
  if (found === undefined) return null;
  const refusal = refusalOf(found.entity, snapshot, offset);
  return refusal === null ? { span: found.span, name: found.entity.name } : { refusal };
}

/**
 * Renames what is named at an offset, everywhere. It refuses a word that is no name, a name that is taken, and any change after which the spec
 * would be read differently.
 */
export function rename(snapshot: Snapshot, offset: number, newName: string): Renaming | null {
  const found = occurrenceAt(snapshot, offset);
  if (found === undefined) return null;
  const { entity } = found;
  const refusal = refusalOf(entity, snapshot, offset) ?? refusalOfName(entity, newName, snapshot);
  if (refusal !== null) return { refusal };
  const edits = referencesAt(snapshot, offset).map(({ span }) => ({ span, text: newName }));
  const worse = worsenedBy(snapshot, edits);
  return worse === null ? { edits } : { refusal: `\`${newName}\` would mean something else: ${worse.message}` };
}

function refusalOf({ kind, name, owner }: Entity, snapshot: Snapshot, offset: number): string | null {
  if (snapshot.bound.contested.has(name)) return `\`${name}\` is declared twice: which of the two is meant is open`;
  if (!referencesAt(snapshot, offset).some(({ isDefinition }) => isDefinition))
    return kind === 'read'
      ? `\`${name}\` is the reader's own name; write \`as …\` to give another`
      : `\`${name}\` is not declared`;
  if (kind !== 'label') return null;
  const plain = [...snapshot.parts.datasets.values()]
    .flatMap(({ columns }) => columns)
    .find(
      (column) =>
        column.kind === 'label' && column.mapping === null && column.labels === snapshot.parts.labelSets.get(owner ?? ''),
    );
  return plain === undefined ? null : `\`${name}\` stands in the data: \`${plain.name}\` has no map from its values to labels`;
}

function refusalOfName({ kind, name, owner }: Entity, newName: string, { bound, occurrences }: Snapshot): string | null {
  if (newName === name) return `it is called \`${name}\` already`;
  if (!/^[A-Za-z_]\w*$/.test(newName)) return `\`${newName}\` is not a name: names are made of Latin letters, digits and _`;
  if (reserved.has(newName)) return `\`${newName}\` is a word of the language`;
  const taken = bound.symbols.get(newName);
  if (owner === null && taken !== undefined) return `\`${newName}\` is already the name of the ${taken.role}`;
  const sibling = occurrences().some(
    ({ entity, isDefinition }) => isDefinition && entity.kind === kind && entity.owner === owner && entity.name === newName,
  );
  return sibling ? `\`${owner}\` has a ${kind} called \`${newName}\` already` : null;
}
