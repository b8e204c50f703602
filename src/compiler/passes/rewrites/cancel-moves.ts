import { isSameShape, product } from '../../graph/dimension.ts';
import type { Node, Value } from '../../graph/graph.ts';
import { broadcastTo } from '../../ops/broadcast-to.ts';
import { cast } from '../../ops/cast.ts';
import { concat } from '../../ops/concat.ts';
import { pad } from '../../ops/pad.ts';
import { reduceMax } from '../../ops/reduce-max.ts';
import { reduceMean } from '../../ops/reduce-mean.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { reshape } from '../../ops/reshape.ts';
import { reverse } from '../../ops/reverse.ts';
import { slice } from '../../ops/slice.ts';
import { stopGradient } from '../../ops/stop-gradient.ts';
import { transpose } from '../../ops/transpose.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

const permutationOf = (node: Node): readonly number[] => node.attributes.permutation as readonly number[];

/** Whether a node gives back its first input. */
function isIdle(node: Node): boolean {
  const x = node.inputs[0] as Value;
  const y = node.outputs[0] as Value;
  const { name } = node.op;
  if (name === stopGradient.name) return true;
  if (name === transpose.name) return permutationOf(node).every((axis, place) => axis === place);
  if (name === cast.name) return x.dtype === y.dtype;
  if (name === concat.name) return node.inputs.length === 1;
  const isReduction = [reduceSum.name, reduceMean.name, reduceMax.name].includes(name);
  if (isReduction) return (node.attributes.axes as readonly number[]).length === 0;
  return [reshape.name, broadcastTo.name, slice.name, pad.name].includes(name) && isSameShape(x.shape, y.shape);
}

export const cancelMoves = defineRewrite({
  name: 'cancelMoves',
  reason: 'A gradient undoes the moves of the forward pass, and next to each other they undo one another.',
  rule: ({ node, g }) => {
    const [x] = node.inputs;
    if (x === undefined) return null;
    if (isIdle(node)) return [x];
    const source = x.node.inputs[0] as Value;
    const isMove = node.op.name === reshape.name || node.op.name === transpose.name;
    if (isMove && isFrom(x, broadcastTo) && product(source.shape) === 1) {
      // One number everywhere: it may as well be repeated to the last shape at once.
      const number = g.call(reshape, [source], { shape: [] });
      return [g.call(broadcastTo, [number], { shape: node.outputs[0]!.shape })];
    }
    const isTwice = isFrom(x, node.op);
    if (isTwice && node.op.name === reshape.name) return [g.call(reshape, [source], { shape: node.outputs[0]!.shape })];
    if (isTwice && node.op.name === broadcastTo.name) return [g.call(broadcastTo, [source], { shape: node.outputs[0]!.shape })];
    if (isTwice && node.op.name === transpose.name) {
      const inner = permutationOf(x.node);
      return [g.call(transpose, [source], { permutation: permutationOf(node).map((axis) => inner[axis] as number) })];
    }
    return isTwice && node.op.name === reverse.name && x.node.attributes.axis === node.attributes.axis ? [source] : null;
  },
});
