import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Call, Element, Expression } from '../compiler/parse/ast.ts';

/** A place as a key. */
export const keyOf = ({ start, end }: Span): string => `${start}-${end}`;

/** Every call of a spec by its place: the checked spec knows places, the tree what stands there. */
export function callsIn(elements: readonly Element[]): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  const visit = (expression: Expression | null): void => {
    switch (expression?.kind) {
      case 'call':
        calls.set(keyOf(expression.span), expression);
        for (const { value } of expression.arguments) visit(value);
        return;
      case 'binary':
        visit(expression.left);
        visit(expression.right);
        return;
      case 'negative':
        visit(expression.operand);
        return;
      case 'range':
        visit(expression.from);
        visit(expression.to);
        return;
      case 'list':
        for (const item of expression.items) visit(item);
    }
  };
  const visitElement = (element: Element): void => {
    if (element.kind === 'step') visit(element.call);
    else visit(element.value);
    if (element.kind !== 'declaration') return;
    visit(element.subject);
    for (const { value } of element.clauses) visit(value);
    for (const inner of element.body?.elements ?? []) visitElement(inner);
  };
  for (const element of elements) visitElement(element);
  return calls;
}
