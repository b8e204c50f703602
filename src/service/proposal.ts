/** What a proposal is, which decides its icon and its place in the list. */
export type ProposalKind =
  | 'block'
  | 'word'
  | 'setting'
  | 'kind'
  | 'option'
  | 'name'
  | 'column'
  | 'file'
  | 'value'
  | 'number'
  | 'text'
  | 'new name'
  | 'sign';

/** Something that may stand where it is proposed. */
export interface Proposal {
  readonly kind: ProposalKind;
  /** What a list shows; unique together with `kind`. */
  readonly label: string;
  /** What is written: the label where left out. With `isSnippet` it has places to fill in, as `<name>`; `<>` is where the cursor goes. */
  readonly insert?: string;
  readonly isSnippet?: boolean;
  /** A few words beside the label: a type, a default. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** What other libraries call it: typed, these words find it, too. */
  readonly elsewhere?: readonly string[] | undefined;
  /** Of a number: units that it may have, `''` for none. */
  readonly units?: readonly string[];
}

const places = /<([^<>=]*)>/g;

/** Text of a proposal with its places filled in by what they say: `dense(<64>)` is `dense(64)`. */
export const plainText = ({ label, insert, isSnippet = false }: Proposal): string =>
  isSnippet ? (insert ?? label).replace(places, '$1') : (insert ?? label);

/** A snippet as editors take it: `dense(${1:64})`. */
export function snippetText({ label, insert = label }: Proposal): string {
  let count = 0;
  const escaped = insert.replace(/[\\$}]/g, '\\$&');
  return escaped.replace(places, (_, inner: string) => {
    count += 1;
    return `\${${count}:${inner}}`;
  });
}
