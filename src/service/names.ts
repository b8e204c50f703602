import type { Role } from '../compiler/bind/scope.ts';
import type { Inspection } from '../compiler/compile.ts';
import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Call, Declaration, Element, Expression, Name } from '../compiler/parse/ast.ts';
import { kindOf } from './kinds.ts';
import { childrenOf, type TreeNode } from './tree.ts';

/** Something that a spec gives a name to. Top-level names mean one thing in a spec; columns, reads and labels belong to an owner. */
export interface Entity {
  readonly kind: Role | 'column' | 'read' | 'label';
  readonly name: string;
  /** The data set of a column or a read, the label set of a label. */
  readonly owner: string | null;
}

export interface Occurrence {
  readonly entity: Entity;
  readonly span: Span;
  readonly isDefinition: boolean;
}

export const isSame = (one: Entity, other: Entity): boolean =>
  one.kind === other.kind && one.name === other.name && one.owner === other.owner;

/**
 * Every place of a spec that names something of the spec's own, in the order of the text. Names of kinds, settings and options are not among
 * them, nor are columns of files.
 */
export function occurrencesIn({ tree, bound }: Pick<Inspection, 'tree' | 'bound'>): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const add = (kind: Entity['kind'], { text, span }: Name, owner: string | null, isDefinition: boolean): void => {
    found.push({ entity: { kind, name: text, owner }, span, isDefinition });
  };
  const symbol = (name: Name | undefined, isDefinition = false): Role | undefined => {
    const role = name === undefined ? undefined : bound.symbols.get(name.text)?.role;
    if (name !== undefined && role !== undefined) add(role, name, null, isDefinition);
    return role;
  };

  /** References to top-level names, and through them to columns and heads. */
  const references = (node: TreeNode | null, path: readonly TreeNode[]): void => {
    if (node === null) return;
    const here = [...path, node];
    if ('kind' in node && node.kind === 'reference') reference(node.path, here);
    else if ('kind' in node && node.kind === 'call') for (const argument of node.arguments) references(argument, here);
    else for (const child of childrenOf(node)) references(child, here);
  };
  const reference = ([first, second]: readonly Name[], path: readonly TreeNode[]): void => {
    if (first === undefined || isOption(first.text, path)) return;
    if (first.text === 'val' && second !== undefined) {
      if (bound.symbols.get(second.text)?.role === 'head') symbol(second);
    } else if (symbol(first) === 'data set' && second !== undefined) add('column', second, first.text, false);
  };

  const line = (part: Element, dataset: string, path: readonly TreeNode[]): void => {
    if (part.kind !== 'declaration') return;
    const { word, subject, type, value, clauses, body } = part;
    const bare = bareName(subject);
    if (word.text === 'join' && bare !== null) add('read', bare, dataset, false);
    else if (word.text === 'split' || word.text === 'holdout') references(subject, path);
    else if (word.text !== 'read' && bare !== null) add('column', bare, dataset, true);
    symbol(type ?? undefined);
    for (const source of [value, ...clauses.map((clause) => clause.value)]) {
      if (source?.kind === 'call') readOf(source, dataset);
      else if (source?.kind === 'range') references(source, path);
    }
    for (const clause of clauses) {
      const name = bareName(clause.value);
      if (name === null) continue;
      if (clause.word.text === 'as') add('read', name, dataset, true);
      const isColumn = (clause.word.text === 'by' && name.text !== 'file') || clause.word.text === 'stratified on';
      if (isColumn) add('column', name, dataset, false);
    }
    for (const { target } of type === null ? [] : (body?.entries ?? [])) {
      const label = bareName(target);
      if (label !== null && label.text !== 'drop') add('label', label, type?.text ?? '', false);
    }
  };
  const readOf = ({ callee }: Call, dataset: string): void => {
    const [read, member] = callee.path;
    if (read !== undefined && member !== undefined) add('read', read, dataset, false);
  };

  for (const element of tree.elements) {
    const path = [element];
    if (element.kind !== 'declaration') {
      references(element, []);
      continue;
    }
    const name = bareName(element.subject);
    if (name !== null) symbol(name, true);
    if (element.word.text === 'labels') for (const label of labelsIn(element.value)) add('label', label, name?.text ?? '', true);
    else if (element.word.text === 'dataset')
      for (const part of element.body?.elements ?? []) line(part, name?.text ?? '', [...path, part]);
    else for (const part of partsBehindName(element)) references(part, path);
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

const partsBehindName = ({ value, clauses, body }: Declaration): readonly (TreeNode | null)[] => [value, ...clauses, body];

/** Words of a kind, such as `relu`, that a name of the spec does not hide. */
function isOption(word: string, path: readonly TreeNode[]): boolean {
  const called = kindOf(path);
  return Object.entries(called?.kind.schema.parameters ?? {}).some(
    ([name, parameter]) =>
      (parameter.type === 'flag' && (name === word || word === 'true' || word === 'false')) ||
      (parameter.type === 'choice' && parameter.of.includes(word)),
  );
}

export function bareName(value: Expression | null): Name | null {
  if (value?.kind !== 'reference' || value.path.length !== 1 || value.version !== null) return null;
  return value.path[0] ?? null;
}

function labelsIn(value: Expression | null): readonly Name[] {
  if (value?.kind === 'binary') return [...labelsIn(value.left), ...labelsIn(value.right)];
  const name = bareName(value);
  return name === null ? [] : [name];
}
