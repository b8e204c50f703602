import type { Builder } from '../../graph/builder.ts';
import type { Graph, Node, Value } from '../../graph/graph.ts';
import type { Convolution } from '../../ops/_convolution.ts';
import type { Pooling } from '../../ops/_pooling.ts';
import { add } from '../../ops/add.ts';
import { cast } from '../../ops/cast.ts';
import { conv2d } from '../../ops/conv-2d.ts';
import { conv2dFilterGradient } from '../../ops/conv-2d-filter-gradient.ts';
import { conv2dInputGradient } from '../../ops/conv-2d-input-gradient.ts';
import { greater } from '../../ops/greater.ts';
import { input } from '../../ops/input.ts';
import { maxPool2d } from '../../ops/max-pool-2d.ts';
import { maxPool2dGradient } from '../../ops/max-pool-2d-gradient.ts';
import { maximum } from '../../ops/maximum.ts';
import { multiply } from '../../ops/multiply.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineRewrite, isFrom, type Rewrite } from './_rewrite.ts';

const name = 'poolByPhases';
const reason =
  'The places of a pooling window lie apart in convolutions with a stride, so that pooling and its gradient are arithmetic on whole arrays.';

/** With more channels the convolution is the larger part, and one with a stride reads its input more slowly. */
const mostChannels = 4;

/**
 * A convolution of few channels that is pooled: the first layer on an image.
 *
 * Instead of the convolution come as many as a window has places, each with the pooling's stride: one gives what lies at the first place of
 * every window, one at the second, and so on. The pooled image is their maximum. In the backward pass a place that is larger than all before
 * it takes the gradient from them, so that the first maximum in reading order has it, as in `maxPool2dGradient`.
 *
 * For processors, where it was measured; for a graphics card it makes more and smaller calls of what is one.
 */
export const poolByPhases: Rewrite = {
  name,
  reason,
  apply: (graph) => {
    const kernels = kernelsToSplit(graph);
    if (kernels.size === 0) return graph;
    return defineRewrite({ name, reason, rule: ({ node, g }) => phased(node, g, kernels) }).apply(graph);
  },
};

/** What comes instead of the pooling of a split convolution, or of a gradient of the convolution by its kernel or its input. */
function phased(node: Node, g: Builder, kernels: ReadonlySet<Value>): readonly Value[] | null {
  const convolutionOf = (value: Value | undefined): Node | null =>
    isFrom(value, conv2d) && kernels.has(value.node.inputs[1] as Value) ? value.node : null;
  if (node.op.name === maxPool2d.name) {
    const convolution = convolutionOf(node.inputs[0]);
    return convolution === null ? null : [phasesOf(g, convolution, node.attributes as Pooling).largest.at(-1) as Value];
  }
  const dz = node.inputs.find((value) => isFrom(value, maxPool2dGradient))?.node;
  const convolution = convolutionOf(dz?.inputs[0]);
  if (!isGradient(node) || dz === undefined || convolution === null) return null;
  const [x, kernel] = convolution.inputs as readonly [Value, Value];
  const parts = slopesOf(g, convolution, dz).map(({ geometry, slopes }) =>
    node.op.name === conv2dFilterGradient.name
      ? g.call(conv2dFilterGradient, [x, slopes], { ...geometry, shape: kernel.shape as number[] })
      : g.call(conv2dInputGradient, [slopes, kernel], { ...geometry, shape: x.shape }),
  );
  return [parts.reduce((total, part) => g.call(add, [total, part]))];
}

const isGradient = ({ op }: Node): boolean => [conv2dFilterGradient.name, conv2dInputGradient.name].includes(op.name);

/** The kernels of the convolutions that are split; kernels are inputs of the graph and stay the same values while it is rewritten. */
function kernelsToSplit({ nodes, outputs }: Graph): ReadonlySet<Value> {
  const readers = new Map<Value, Node[]>();
  for (const node of nodes) for (const value of node.inputs) readers.set(value, [...(readers.get(value) ?? []), node]);
  const results = new Set(outputs.values());
  const readersOf = (value: Value): readonly Node[] => readers.get(value) ?? [];
  return new Set(
    nodes.flatMap((node) => {
      const [z] = node.outputs;
      const kernel = node.inputs[1] as Value;
      // A kernel stands for its convolution, so it must have only one.
      const isShared = readersOf(kernel).filter(({ op }) => op.name === conv2d.name).length > 1;
      if (isShared || node.op.name !== conv2d.name || z === undefined || results.has(z) || !isFrom(kernel, input)) return [];
      const [pooling, unpooling, ...others] = readersOf(z);
      if (pooling?.op.name !== maxPool2d.name || unpooling?.op.name !== maxPool2dGradient.name || others.length > 0) return [];
      const dz = unpooling.outputs[0] as Value;
      const isOnlyForGradients = !results.has(dz) && readersOf(dz).every(isGradient);
      return isOnlyForGradients && isSplittable(node, pooling.attributes as Pooling) ? [kernel] : [];
    }),
  );
}

/** Windows that cover the result once, and padding that is wide enough for the places of a window to be moved along it. */
function isSplittable({ inputs: [x], outputs: [z], attributes }: Node, { kernel, strides }: Pooling): boolean {
  const { strides: steps, pads, dilations } = attributes as Convolution;
  return (
    typeof x!.shape[1] === 'number' &&
    x!.shape[1] <= mostChannels &&
    [...steps, ...dilations].every((size) => size === 1) &&
    kernel.every((size, axis) => {
      const places = z!.shape[axis + 2];
      const isTiled = typeof places === 'number' && places % size === 0 && strides[axis] === size;
      return isTiled && [axis, axis + 2].every((side) => (pads[side] as number) >= size - 1);
    })
  );
}

/** Attributes of the convolution that gives one place of every window, in reading order of the places. */
const phaseGeometries = ({ attributes }: Node, { kernel }: Pooling): Convolution[] => {
  const [tall, wide] = kernel as readonly [number, number];
  const [top, left, bottom, right] = (attributes as Convolution).pads as readonly [number, number, number, number];
  return Array.from({ length: tall * wide }, (_, place) => {
    const [row, column] = [Math.floor(place / wide), place % wide];
    const pads = [top - row, left - column, bottom - (tall - 1) + row, right - (wide - 1) + column];
    return { strides: kernel, pads, dilations: [1, 1] };
  });
};

/** One place of every window each, [B, O, H'/h, W'/w], and the largest of these up to each of them. */
function phasesOf(g: Builder, convolution: Node, pooling: Pooling): { phases: Value[]; largest: Value[] } {
  const phases = phaseGeometries(convolution, pooling).map((geometry) => g.call(conv2d, convolution.inputs, geometry));
  const largest: Value[] = [];
  for (const phase of phases) {
    const before = largest.at(-1);
    largest.push(before === undefined ? phase : g.call(maximum, [before, phase]));
  }
  return { phases, largest };
}

/** The gradient of each place of every window, from the gradient `dy` of the pooled image, and the convolution that gave the place. */
function slopesOf(g: Builder, convolution: Node, { inputs, attributes }: Node): { geometry: Convolution; slopes: Value }[] {
  const pooling = attributes as Pooling;
  const { phases, largest } = phasesOf(g, convolution, pooling);
  let left = inputs[2] as Value;
  const slopes = phases.map(() => left);
  for (let place = phases.length - 1; place > 0; place -= 1) {
    const isLarger = g.call(greater, [phases[place] as Value, largest[place - 1] as Value]);
    const taken = g.call(multiply, [left, g.call(cast, [isLarger], { to: 'f32' })]);
    left = g.call(subtract, [left, taken]);
    slopes[place] = taken;
  }
  slopes[0] = left;
  return phaseGeometries(convolution, pooling).map((geometry, place) => ({ geometry, slopes: slopes[place] as Value }));
}
