import { isSameShape } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { constant } from '../../ops/constant.ts';
import { divide } from '../../ops/divide.ts';
import { multiply } from '../../ops/multiply.ts';
import { negate } from '../../ops/negate.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineRewrite, isFrom, type Site } from './_rewrite.ts';

/** The number that a value holds in every place, if it is a constant of one element or of equal ones. */
function numberIn(value: Value | undefined): number | null {
  if (!isFrom(value, constant) || value.dtype !== 'f32') return null;
  const [first, ...rest] = value.node.attributes.values as readonly number[];
  return first !== undefined && rest.every((number) => number === first) ? first : null;
}

type Law = (a: Value, b: Value, site: Site) => Value | null;

const laws: Readonly<Record<string, Law>> = {
  [add.name]: (a, b, { g }) => {
    if (a === b) return g.call(multiply, [a, scalar(g, 2)]);
    if (numberIn(b) === 0) return a;
    if (numberIn(a) === 0) return b;
    if (isFrom(b, negate)) return g.call(subtract, [a, b.node.inputs[0]!]);
    return isFrom(a, negate) ? g.call(subtract, [b, a.node.inputs[0]!]) : null;
  },
  [subtract.name]: (a, b, { g }) => {
    if (numberIn(b) === 0) return a;
    if (numberIn(a) === 0) return g.call(negate, [b]);
    return isFrom(b, negate) ? g.call(add, [a, b.node.inputs[0]!]) : null;
  },
  [multiply.name]: (a, b, site) => {
    const factor = numberIn(b);
    if (factor === null) return numberIn(a) === null ? null : (laws[multiply.name] as Law)(b, a, site);
    if (factor === 1) return a;
    const inner = a.node.inputs;
    if (factor === -1) return site.g.call(negate, [a]);
    if (isFrom(a, negate)) return site.g.call(multiply, [inner[0]!, scalar(site.g, -factor)]);
    // A quotient with a number above, as the share of each sample in a mean.
    if (isFrom(a, divide) && numberIn(inner[0]) !== null)
      return site.g.call(divide, [scalar(site.g, factor * numberIn(inner[0])!), inner[1]!]);
    if (!isFrom(a, multiply)) return null;
    const [one, other] = inner as readonly [Value, Value];
    if (numberIn(other) !== null) return site.g.call(multiply, [one, scalar(site.g, factor * numberIn(other)!)]);
    if (numberIn(one) !== null) return site.g.call(multiply, [other, scalar(site.g, factor * numberIn(one)!)]);
    // Towards the single element, where it costs nothing.
    if (one.shape.length === 0) return site.g.call(multiply, [site.g.call(multiply, [one, b]), other]);
    return other.shape.length === 0 ? site.g.call(multiply, [site.g.call(multiply, [other, b]), one]) : null;
  },
  [divide.name]: (a, b) => (numberIn(b) === 1 ? a : null),
};

export const simplifyArithmetic = defineRewrite({
  name: 'simplifyArithmetic',
  reason: 'Gradient rules are written for the general case, so their graphs start full of ones, zeros and double signs.',
  rule: (site) => {
    const { node } = site;
    const [a, b] = node.inputs;
    const [output] = node.outputs;
    if (node.op.name === negate.name && isFrom(a, negate)) return [a.node.inputs[0]!];
    if (a === undefined || b === undefined || output === undefined) return null;
    const instead = laws[node.op.name]?.(a, b, site) ?? null;
    // `x [1] + 0 [B, 1]` is not `x`: the constant's shape still counts.
    return instead !== null && isSameShape(instead.shape, output.shape) ? [instead] : null;
  },
});
