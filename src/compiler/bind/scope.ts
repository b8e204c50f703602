import type { Declaration, Element, Name, Setting } from '../parse/ast.ts';

/** What a top-level name stands for; a name means one thing in a spec. */
export type Role = 'experiment' | 'constant' | 'label set' | 'data set' | 'encoder' | 'fusion' | 'head';

export interface NameSymbol {
  readonly name: Name;
  readonly role: Role;
  readonly declaration: Declaration;
}

/** A spec whose top-level elements are sorted by what they are, and whose names are known. */
export interface BoundSpec {
  readonly text: string;
  readonly symbols: ReadonlyMap<string, NameSymbol>;
  /** Names that were declared twice: what they mean is open, so no use of them is judged. */
  readonly contested: ReadonlySet<string>;
  readonly declarations: readonly Declaration[];
  /** Top-level settings by name: `loss`. */
  readonly settings: readonly Setting[];
  readonly elements: readonly Element[];
  /** Whether some element could not be understood at all: nothing is then reported as absent. */
  readonly isPartial: boolean;
}

/** Which role the word of a block gives to the name after it; words without a role declare no name. */
export const rolesByWord: ReadonlyMap<string, Role> = new Map([
  ['experiment', 'experiment'],
  ['let', 'constant'],
  ['labels', 'label set'],
  ['dataset', 'data set'],
  ['encoder', 'encoder'],
  ['fusion', 'fusion'],
  ['head', 'head'],
]);

/** Every word that may open a top-level element. */
export const blockWords: readonly string[] = ['emo', ...rolesByWord.keys(), 'loss', 'train'];

/** How a role is said in a message: "an encoder". */
export const withArticle = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
