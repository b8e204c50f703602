import { bind } from './bind/bind.ts';
import type { BoundSpec } from './bind/scope.ts';
import { check, type KnownParts } from './check/check.ts';
import type { TypedSpec } from './check/model.ts';
import { type Diagnostic, isSpan } from './diagnostics/diagnostic.ts';
import type { Result } from './diagnostics/result.ts';
import type { Tree } from './parse/ast.ts';
import { fixingLikeText } from './parse/line-ends.ts';
import { parse } from './parse/parse.ts';

export interface Source {
  /** Name for messages; the compiler opens nothing. */
  readonly file: string;
  readonly text: string;
}

/** One spec with everything that the first phases found out about it. */
export interface Inspection extends Result<TypedSpec | null> {
  readonly tree: Tree;
  readonly bound: BoundSpec;
  readonly parts: KnownParts;
}

/**
 * Parses, binds and checks one spec: all that can be known of it without data.
 *
 * It never throws for a mistake in the spec: whatever is wrong is in `diagnostics`, in the order of the text, and `value` is `null`
 * unless there is nothing wrong.
 */
export function analyse(source: Source): Result<TypedSpec | null> {
  const { value, diagnostics } = inspect(source);
  return { value, diagnostics };
}

/** As `analyse`, with the tree, the names and whatever checked out: what an editor works with while the spec is not finished. */
export function inspect(source: Source): Inspection {
  const tree = parse(source);
  const bound = bind(tree.value);
  const typed = check(bound.value, source.file);
  const later = [...bound.diagnostics, ...typed.diagnostics].filter((diagnostic) => !isAboutBroken(diagnostic, tree.diagnostics));
  const all = inOrder([...tree.diagnostics, ...later]);
  const diagnostics = fixingLikeText(source.text, ofKnownVersion(withoutFollowUps(all)));
  const value = diagnostics.some(({ severity }) => severity === 'error') ? null : typed.value;
  return { value, diagnostics, tree: tree.value, bound: bound.value, parts: typed.parts };
}

/** What the parser could not read is a mistake once: whatever else is said of the same letters, or of those that lead up to them, follows from it. */
function isAboutBroken({ at }: Diagnostic, broken: readonly Diagnostic[]): boolean {
  return isSpan(at) && broken.some((other) => isSpan(other.at) && at.start < other.at.end && other.at.start <= at.end);
}

const inOrder = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort((one, other) => startOf(one) - startOf(other));

/** A spec of another version may mean something else by every word: nothing further is said about it. */
function ofKnownVersion(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const version = diagnostics.filter(({ name }) => name === 'unknown-version');
  return version.length > 0 ? version : diagnostics;
}

/** Where an opening brace is missing the closing one closes nothing: that is the same mistake. */
function withoutFollowUps(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  let missing = 0;
  return diagnostics.filter(({ name }) => {
    if (name === 'missing-body') missing += 1;
    if (name !== 'stray-closer' || missing === 0) return true;
    missing -= 1;
    return false;
  });
}

const startOf = ({ at }: Diagnostic): number => (at !== null && 'start' in at ? at.start : -1);
