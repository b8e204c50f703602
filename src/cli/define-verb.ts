import type { Console } from './console.ts';

/** An option of a verb, as `--name` or `--name VALUE`. */
export type OptionSpec =
  | { readonly type: 'flag'; readonly doc: string }
  /** `value` is what help shows in its place: `DIR`. With `isRepeatable` it may be given several times. */
  | { readonly type: 'text'; readonly value: string; readonly doc: string; readonly isRepeatable?: false }
  | { readonly type: 'text'; readonly value: string; readonly doc: string; readonly isRepeatable: true }
  /** A whole number in a closed interval. */
  | { readonly type: 'count'; readonly value: string; readonly doc: string; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'choice'; readonly of: readonly string[]; readonly doc: string };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec extends { readonly type: 'flag' }
  ? boolean
  : Spec extends { readonly type: 'count' }
    ? number | undefined
    : Spec extends { readonly type: 'choice'; readonly of: readonly (infer Word)[] }
      ? Word | undefined
      : Spec extends { readonly isRepeatable: true }
        ? readonly string[]
        : string | undefined;

/** What was given: a flag is false, a list empty and any other option undefined when it was not. */
export type OptionValues<Specs extends OptionSpecs> = { readonly [Name in keyof Specs]: ValueOf<Specs[Name]> };

/** Words beside the options: `SPEC`, or `SPEC...` for one or more; `[SPEC]` may be left out. */
export type OperandName = string;

/** One word after `emoc`. */
export interface Verb<Specs extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  /** One line for `emoc help`. */
  readonly summary: string;
  /** Full sentences for `emoc help VERB`: what it reads, what it writes, how it exits. */
  readonly doc: string;
  readonly operands: readonly OperandName[];
  readonly options: Specs;
  /** Exit code where the command line is not understood, for verbs whose 2 means something else. */
  readonly usageExitCode?: number;
  /** Gives the exit code. Mistakes of the user's are thrown as `Failure` (exit 1) or `UsageError` (exit 2). */
  run(options: OptionValues<Specs>, operands: readonly string[], console: Console): Promise<number>;
}

/** A word whose next word says what to do: `emoc engine install`. The verbs in it are named with both words. */
export interface VerbGroup {
  readonly name: string;
  readonly summary: string;
  readonly doc: string;
  readonly verbs: readonly Verb[];
}

/** Declares a group of verbs. */
export const defineVerbGroup = (group: VerbGroup): VerbGroup => group;

export const isGroup = (verb: Verb | VerbGroup): verb is VerbGroup => 'verbs' in verb;

/** Declares a verb; the names of its options stay known to the type checker. */
export const defineVerb = <const Specs extends OptionSpecs>(verb: Verb<Specs>): Verb<Specs> => verb;
