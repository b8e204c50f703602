import type { BoundSpec } from '../../bind/scope.ts';
import type { Declaration, Element, Expression } from '../../parse/ast.ts';

/** Names that something in the spec mentions: top-level ones, and columns as `dataset.column`. */
export interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
  /** Columns that are mentioned in a name that means nothing: their data set may be misspelt, or left out. */
  readonly members: ReadonlySet<string>;
  /** Reads as `dataset/read`. */
  readonly reads: ReadonlySet<string>;
}

/**
 * Collects mentions from the tree rather than from what checked out: a name whose only user has a mistake of its own is not unused, and
 * reporting it would be a second message about the first mistake.
 */
export function mentionsIn({ elements, symbols }: Pick<BoundSpec, 'elements' | 'symbols'>): Mentions {
  const names = new Set<string>();
  const columns = new Set<string>();
  const members = new Set<string>();
  const reads = new Set<string>();

  const expression = (value: Expression | null): void => {
    for (const path of referencesIn(value)) {
      const [first, second] = path;
      if (first === undefined) continue;
      names.add(first);
      if (second !== undefined) columns.add(`${first}.${second}`);
      if (!symbols.has(first)) members.add(second ?? first);
    }
  };
  // Inside a data set words are columns of files; only label sets, constants and the columns of its own clauses are names of the spec.
  const line = (part: Element, owner: string): void => {
    if (part.kind !== 'declaration') return;
    if (part.type !== null) names.add(part.type.text);
    if (part.word.text === 'split' || part.word.text === 'holdout') expression(part.subject);
    for (const value of [part.value, ...part.clauses.map((clause) => clause.value)])
      if (value?.kind === 'call') reads.add(`${owner}/${value.callee.path[0]?.text}`);
    for (const { value } of part.clauses) {
      expression(value);
      for (const [word] of referencesIn(value)) columns.add(`${owner}.${word}`);
    }
  };
  const element = (part: Element): void => {
    const body = part.kind === 'declaration' ? (part.body?.elements ?? []) : [];
    if (part.kind === 'setting') expression(part.value);
    else if (part.kind === 'step') expression(part.call);
    else if (part.word.text === 'dataset') for (const inner of body) line(inner, ownNameOf(part));
    else {
      expression(part.value);
      for (const { value } of part.clauses) expression(value);
      for (const inner of body) element(inner);
    }
  };
  for (const part of elements) element(part);
  return { names, columns, members, reads };
}

const ownNameOf = ({ subject }: Declaration): string => (subject?.kind === 'reference' ? (subject.path[0]?.text ?? '') : '');

/** Every reference in an expression, as its words. What is called is a kind, not a reference. */
function* referencesIn(value: Expression | null): Generator<readonly string[]> {
  switch (value?.kind) {
    case 'reference':
      yield value.path.map(({ text }) => text);
      return;
    case 'call':
      for (const argument of value.arguments) yield* referencesIn(argument.value);
      return;
    case 'binary':
      yield* referencesIn(value.left);
      yield* referencesIn(value.right);
      return;
    case 'range':
      yield* referencesIn(value.from);
      yield* referencesIn(value.to);
      return;
    case 'negative':
      yield* referencesIn(value.operand);
      return;
    case 'list':
      for (const item of value.items) yield* referencesIn(item);
  }
}
