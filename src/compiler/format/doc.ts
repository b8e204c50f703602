import type { builders } from 'prettier/doc';

/** A text with places where it may be broken into lines, as Prettier's layout algorithm takes it. */
export type Doc = builders.Doc;
