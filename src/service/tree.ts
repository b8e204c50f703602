import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { Argument, Body, Call, Clause, Element, Entry, Expression, Name, Pattern } from '../compiler/parse/ast.ts';

/** Anything in the syntax tree that has a place. */
export type TreeNode = Element | Clause | Body | Entry | Pattern | Expression | Argument | Name;

/** What a node is made of, in the order of the text. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  const children = [...partsOf(node)].filter((child) => child !== null);
  return children.sort((one, other) => one.span.start - other.span.start);
}

function* partsOf(node: TreeNode): Generator<TreeNode | null> {
  if ('open' in node) yield* [...node.elements, ...node.entries];
  else if ('patterns' in node) yield* [...node.patterns, node.target];
  else if (!('kind' in node)) {
    if ('word' in node) yield* [node.word, node.value];
    else if ('value' in node) yield* [node.name, node.value];
  } else {
    switch (node.kind) {
      case 'setting':
        yield* [node.name, node.value];
        return;
      case 'step':
        yield node.call;
        return;
      case 'declaration':
        yield* [node.modifier, node.word, node.subject, node.type, node.value, ...node.clauses, node.body];
        return;
      case 'reference':
        yield* node.path;
        return;
      case 'call':
        yield* [node.callee, ...node.arguments];
        return;
      case 'binary':
        yield* [node.left, node.right];
        return;
      case 'negative':
        yield node.operand;
        return;
      case 'range':
        yield* [node.from, node.to];
        return;
      case 'list':
        yield* node.items;
    }
  }
}

const holds = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** Every node around an offset, from the outermost to the innermost; at the border of two the one behind it. */
export function nodesAt(elements: readonly Element[], offset: number): readonly TreeNode[] {
  const path: TreeNode[] = [];
  let nodes: readonly TreeNode[] = elements;
  for (;;) {
    const next = nodes.findLast(({ span }) => holds(span, offset));
    if (next === undefined) return path;
    path.push(next);
    nodes = childrenOf(next);
  }
}

export const isCall = (node: TreeNode): node is Call => 'kind' in node && node.kind === 'call';

/** Every node below some, in the order of the text. */
export function* everyNode(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(childrenOf(node));
  }
}
