import type { Diagnostic } from './diagnostic.ts';

/** A page about one diagnostic, as data. What stands in braces in its texts is filled in when it is reported. */
export interface Explanation {
  readonly code: string;
  /** `unknown-step` */
  readonly name: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly label: string | null;
  readonly help: readonly string[];
  /** Why it is a mistake, as Markdown. */
  readonly why: string;
  readonly example: Shown | null;
  readonly corrected: Shown | null;
  /** What its example is offered: an edit that may be applied without asking, one that may be wrong, or none. */
  readonly fix: 'sure' | 'maybe' | null;
}

/** A spec, or what is to be seen of one, and the files that it reads. */
export interface Shown {
  readonly spec: string;
  /** Name of the spec that the part belongs in; `null`: it is whole. */
  readonly skeleton: string | null;
  /** Data files by their paths, where the mistake is in one. */
  readonly files: readonly { readonly path: string; readonly format: string; readonly text: string }[];
}
