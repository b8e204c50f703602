import type { Attributes } from '../../graph/op.ts';
import { sizeOf as elements } from '../../graph/tensor.ts';
import { constant } from '../../ops/constant.ts';
import { fill } from '../../ops/fill.ts';
import { sizeOf } from '../../ops/size-of.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

/** Larger results stay computed: a program should not carry tables that a few ops write. */
const mostElements = 4096;

/** Whether the attributes name no symbol: `dtype`, `to` and `name` are words, any other string is a dimension. */
const isNumeric = (attributes: Attributes): boolean =>
  Object.entries(attributes).every(
    ([name, value]) => ['dtype', 'to', 'name'].includes(name) || ![value].flat().some((part) => typeof part === 'string'),
  );

export const foldConstants = defineRewrite({
  name: 'foldConstants',
  reason: 'Rates, sizes and weights written in the spec become numbers that later rules can match.',
  rule: ({ node, g }) => {
    const { inputs } = node;
    const [output] = node.outputs;
    const isSource = node.op.name === sizeOf.name || (node.op.name === fill.name && output?.shape.length === 0);
    if (inputs.length === 0 ? !isSource : !inputs.every((value) => isFrom(value, constant))) return null;
    if (node.outputs.length !== 1 || output === undefined || !isNumeric(node.attributes)) return null;
    const shape = output.shape.filter((size) => typeof size === 'number');
    if (shape.length !== output.shape.length || elements(shape) > mostElements) return null;
    const context = { bindings: {}, seed: 0, step: 0 };
    const tensors = inputs.map(
      (value) => constant.evaluate([], value.node.attributes as typeof constant.attributes, context)[0]!,
    );
    const [result] = node.op.evaluate(tensors, node.attributes, context);
    return [g.call(constant, [], { dtype: output.dtype, shape, values: [...result!.data] })];
  },
});
