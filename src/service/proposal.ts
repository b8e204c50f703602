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
  /** What is written: the label where left out. With `isSnippet` it has places to fill in, as `${1:name}`. */
  readonly insert?: string;
  readonly isSnippet?: boolean;
  /** A few words beside the label: a type, a default. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** Of a number: units that it may have, `''` for none. */
  readonly units?: readonly string[];
}

/** Text of a proposal without the places to fill in: `dense(${1:64})` is `dense(64)`. */
export const plainText = ({ label, insert, isSnippet = false }: Proposal): string =>
  isSnippet ? (insert ?? label).replace(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1') : (insert ?? label);
