import type { Value } from '../../graph/graph.ts';
import { reduceMax } from '../../ops/reduce-max.ts';
import { reduceMean } from '../../ops/reduce-mean.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { transpose } from '../../ops/transpose.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

export const sinkTransposeIntoReduce = defineRewrite({
  name: 'sinkTransposeIntoReduce',
  reason: 'A reduction can read its axes where they are; what is left to transpose is small or nothing.',
  rule: ({ node, g }) => {
    const [x] = node.inputs;
    if (![reduceSum.name, reduceMean.name, reduceMax.name].includes(node.op.name) || !isFrom(x, transpose)) return null;
    const { axes, keepDimensions } = node.attributes as typeof reduceSum.attributes;
    const permutation = x.node.attributes.permutation as readonly number[];
    const source = x.node.inputs[0] as Value;
    const read = axes.map((axis) => permutation[axis] as number).sort((one, other) => one - other);
    const reduced = g.call(node.op, [source], { axes: read, keepDimensions });
    if (keepDimensions) return [g.call(transpose, [reduced], { permutation })];
    const left = permutation.filter((axis) => !read.includes(axis));
    const order = [...left].sort((one, other) => one - other);
    return [g.call(transpose, [reduced], { permutation: left.map((axis) => order.indexOf(axis)) })];
  },
});
