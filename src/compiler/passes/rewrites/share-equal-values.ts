import type { Value } from '../../graph/graph.ts';
import type { Attributes } from '../../graph/op.ts';
import { defineRewrite, type Rewrite, type Rule } from './_rewrite.ts';

/** Attributes as text; JSON would write every number that is not finite as `null`. */
const textOf = (attributes: Attributes): string =>
  JSON.stringify(attributes, (_, value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value));

const name = 'shareEqualValues';
const reason = 'What two branches, or a forward and a backward rule, both compute is computed once.';

/** Nodes met so far, by op, attributes and inputs: fresh for each graph. */
function ruleFor(): Rule {
  const numbers = new Map<Value, number>();
  const known = new Map<string, readonly Value[]>();
  const numberOf = (value: Value): number => {
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value) as number;
  };
  return ({ node }) => {
    const key = `${node.op.name}(${node.inputs.map(numberOf).join()})${textOf(node.attributes)}`;
    const twin = known.get(key);
    if (twin === undefined) known.set(key, node.outputs);
    return twin ?? null;
  };
}

export const shareEqualValues: Rewrite = {
  name,
  reason,
  apply: (graph) => defineRewrite({ name, reason, rule: ruleFor() }).apply(graph),
};
