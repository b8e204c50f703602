import type { Node, Value } from '../../graph/graph.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { slice } from '../../ops/slice.ts';
import { defineRewrite, isFrom, type Site } from './_rewrite.ts';

export const sumBeforeCut = defineRewrite({
  name: 'sumBeforeCut',
  reason:
    'Where all pieces of a value are summed the same way, as bias gradients of joined encoders are, one sum serves them all.',
  rule: ({ node, before, readersOf, g }) => {
    const [piece] = node.inputs;
    const { axes, keepDimensions } = node.attributes as typeof reduceSum.attributes;
    if (node.op.name !== reduceSum.name || !isFrom(piece, slice)) return null;
    const { axis, start, size } = piece.node.attributes as typeof slice.attributes;
    if (axes.includes(axis) || !isFrom(before.inputs[0], slice) || !isEachPieceSummed(before, readersOf)) return null;
    const sums = g.call(node.op, [piece.node.inputs[0] as Value], node.attributes);
    const axisOfSums = keepDimensions ? axis : axis - axes.filter((summed) => summed < axis).length;
    return [g.call(slice, [sums], { axis: axisOfSums, start, size })];
  },
});

/** Whether the pieces that are summed like this one make up the whole; a sum over more than is wanted would be work for nothing. */
function isEachPieceSummed(sum: Node, readersOf: Site['readersOf']): boolean {
  const { node: cut } = sum.inputs[0] as Value;
  const whole = cut.inputs[0] as Value;
  const { axis } = cut.attributes as typeof slice.attributes;
  const isLikeThisOne = (reader: Node): boolean =>
    reader.op.name === reduceSum.name && JSON.stringify(reader.attributes) === JSON.stringify(sum.attributes);
  const pieces = readersOf(whole)
    .filter(
      ({ op, attributes, outputs }) =>
        op.name === slice.name && attributes.axis === axis && readersOf(outputs[0] as Value).some(isLikeThisOne),
    )
    .map(({ attributes }) => attributes as typeof slice.attributes)
    .sort((one, other) => Number(one.start) - Number(other.start));
  const end = pieces.reduce((at, { start, size }) => (start === at ? at + Number(size) : Number.NaN), 0);
  return end === whole.shape[axis];
}
