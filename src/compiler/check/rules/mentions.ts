import type { BoundSpec } from '../../bind/scope.ts';
import type { Declaration, Element, Expression } from '../../parse/ast.ts';

/** Names that something in the spec mentions: top-level ones, and columns as `dataset.column`. */
export interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/**
 * Collects mentions from the tree rather than from what checked out: a name whose only user has a mistake of its own is not unused, and
 * reporting it would be a second message about the first mistake.
 */
export function mentionsIn({ elements }: BoundSpec): Mentions {
  const names = new Set<string>();
  const columns = new Set<string>();

  const expression = (value: Expression | null): void => {
    switch (value?.kind) {
      case 'reference': {
        const [first, second] = value.path;
        if (first !== undefined) names.add(first.text);
        if (first !== undefined && second !== undefined) columns.add(`${first.text}.${second.text}`);
        return;
      }
      case 'call':
        for (const argument of value.arguments) expression(argument.value);
        return;
      case 'binary':
        expression(value.left);
        expression(value.right);
        return;
      case 'range':
        expression(value.from);
        expression(value.to);
        return;
      case 'negative':
        expression(value.operand);
        return;
      case 'list':
        value.items.forEach(expression);
    }
  };
  const element = (part: Element): void => {
    if (part.kind === 'setting') return expression(part.value);
    if (part.kind === 'step') return expression(part.call);
    if (part.word.text === 'dataset') return dataset(part);
    expression(part.value);
    for (const { value } of part.clauses) expression(value);
    part.body?.elements.forEach(element);
  };
  // Inside a data set words are columns of files; only label sets and the columns of its own clauses are names of the spec.
  const dataset = (declaration: Declaration): void => {
    const own = declaration.subject?.kind === 'reference' ? declaration.subject.path[0]?.text : undefined;
    for (const line of declaration.body?.elements ?? []) {
      if (line.kind !== 'declaration') continue;
      if (line.type !== null) names.add(line.type.text);
      for (const { value } of line.clauses) if (value.kind === 'reference') columns.add(`${own}.${value.path[0]?.text}`);
    }
  };
  elements.forEach(element);
  return { names, columns };
}
