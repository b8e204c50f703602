import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Graph, graphOf, type Value } from '../../../../src/compiler/graph/graph.ts';
import { type Tensor, tensor } from '../../../../src/compiler/graph/tensor.ts';
import { verify } from '../../../../src/compiler/graph/verify.ts';
import { add } from '../../../../src/compiler/ops/add.ts';
import { conv2d } from '../../../../src/compiler/ops/conv-2d.ts';
import { conv2dFilterGradient } from '../../../../src/compiler/ops/conv-2d-filter-gradient.ts';
import { maxPool2d } from '../../../../src/compiler/ops/max-pool-2d.ts';
import { maxPool2dGradient } from '../../../../src/compiler/ops/max-pool-2d-gradient.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { differentiate } from '../../../../src/compiler/passes/differentiate.ts';
import { evaluate } from '../../../../src/compiler/passes/evaluate.ts';
import { poolByPhases } from '../../../../src/compiler/passes/rewrites/pool-by-phases.ts';
import { bindings, checkRewrite, checkUntouched, g, graph, isClose, run, tensorsFor, x } from '../_graphs.ts';

interface Layer {
  readonly image?: readonly (number | 'B')[];
  readonly window?: readonly number[];
  readonly pads?: readonly number[];
  readonly pooling?: { readonly kernel: readonly number[]; readonly strides: readonly number[] };
}

/** A convolution with pooling, its loss, and the gradients of kernel and image. */
function layer({ image = ['B', 1, 4, 4], window = [3, 3], pads = [1, 1, 1, 1], pooling }: Layer = {}): {
  kernel: Value;
  convolved: Value;
  loss: Value;
  gradients: Record<string, Value>;
  training: Graph;
} {
  const picture = x('image', ...image);
  const kernel = x('kernel', 2, image[1] as number, ...window);
  const convolved = g.call(conv2d, [picture, kernel], { pads });
  const pooled = g.call(maxPool2d, [convolved], pooling);
  const loss = g.call(reduceSum, [g.call(multiply, [pooled, pooled])], { axes: [0, 1, 2, 3] });
  const { dense } = differentiate(loss, [kernel, picture]);
  const gradients = { 'gradient/kernel': dense.get(kernel) as Value, 'gradient/image': dense.get(picture) as Value };
  return { kernel, convolved, loss, gradients, training: graph({ loss, ...gradients }) };
}

test('each place of a window is a convolution with a stride, and pooling their maximum', () => {
  const pooling = { kernel: [1, 2], strides: [1, 2] };
  const [picture, kernel, dy] = [x('image', 'B', 1, 4, 4), x('kernel', 2, 1, 1, 3), x('d', 'B', 2, 4, 2)] as const;
  const geometry = { pads: [0, 1, 0, 1] };
  const convolved = g.call(conv2d, [picture, kernel], geometry);
  const pooled = g.call(maxPool2d, [convolved], pooling);
  const slopes = g.call(maxPool2dGradient, [convolved, pooled, dy], pooling);
  const gradient = g.call(conv2dFilterGradient, [picture, slopes], { ...geometry, shape: [2, 1, 1, 3] });
  checkRewrite(
    poolByPhases,
    graph({ pooled, gradient }),
    `
      %0: f32[B, 1, 4, 4] = input(name="image", shape=["B",1,4,4])
      %1: f32[2, 1, 1, 3] = input(name="kernel", shape=[2,1,1,3])
      %2: f32[B, 2, 4, 4] = conv2d(%0, %1, pads=[0,1,0,1])
      %3: f32[B, 2, 4, 2] = maxPool2d(%2, kernel=[1,2], strides=[1,2])
      %4: f32[B, 2, 4, 2] = input(name="d", shape=["B",2,4,2])
      %5: f32[B, 2, 4, 4] = maxPool2dGradient(%2, %3, %4, kernel=[1,2], strides=[1,2])
      %6: f32[2, 1, 1, 3] = conv2dFilterGradient(%0, %5, pads=[0,1,0,1], shape=[2,1,1,3])
      output pooled = %3
      output gradient = %6
    `,
    `
      %0: f32[B, 1, 4, 4] = input(name="image", shape=["B",1,4,4])
      %1: f32[2, 1, 1, 3] = input(name="kernel", shape=[2,1,1,3])
      %2: f32[B, 2, 4, 2] = conv2d(%0, %1, strides=[1,2], pads=[0,1,0,0])
      %3: f32[B, 2, 4, 2] = conv2d(%0, %1, strides=[1,2], pads=[0,0,0,1])
      %4: f32[B, 2, 4, 2] = maximum(%2, %3)
      %5: f32[B, 2, 4, 2] = input(name="d", shape=["B",2,4,2])
      %6: f32[B, 2, 4, 2] = conv2d(%0, %1, strides=[1,2], pads=[0,0,0,1])
      %7: f32[B, 2, 4, 2] = conv2d(%0, %1, strides=[1,2], pads=[0,1,0,0])
      %8: bool[B, 2, 4, 2] = greater(%6, %7)
      %9: f32[B, 2, 4, 2] = cast(%8)
      %10: f32[B, 2, 4, 2] = multiply(%5, %9)
      %11: f32[B, 2, 4, 2] = subtract(%5, %10)
      %12: f32[2, 1, 1, 3] = conv2dFilterGradient(%0, %11, strides=[1,2], pads=[0,1,0,0], shape=[2,1,1,3])
      %13: f32[2, 1, 1, 3] = conv2dFilterGradient(%0, %10, strides=[1,2], pads=[0,0,0,1], shape=[2,1,1,3])
      %14: f32[2, 1, 1, 3] = add(%12, %13)
      output pooled = %4
      output gradient = %14
    `,
  );
});

/** Windows of other sizes, several channels, other padding. */
const splittable: readonly Layer[] = [
  {},
  { image: ['B', 3, 6, 4] },
  { image: ['B', 1, 6, 6], window: [5, 5], pads: [2, 2, 2, 2], pooling: { kernel: [3, 2], strides: [3, 2] } },
  { image: ['B', 2, 5, 4], window: [2, 3], pads: [1, 1, 1, 1], pooling: { kernel: [2, 2], strides: [2, 2] } },
];

for (const each of splittable) {
  test(`the same loss and gradient for ${JSON.stringify(each)}`, () => {
    const { training } = layer(each);
    const after = poolByPhases.apply(training);
    verify(after, poolByPhases.name);
    assert.not(after.nodes.some(({ op }) => op.name.startsWith('maxPool2d')));
    const [expected, found] = [run(training), run(after)];
    for (const [name, value] of expected) isClose(found.get(name), value);
  });
}

test('where places of a window are equal the first has the whole gradient', () => {
  const { training } = layer({ image: ['B', 1, 6, 6] });
  // A picture of one brightness: inside it every place of a window is as large as the others.
  const inputs = new Map(tensorsFor(training)).set('image', tensor([3, 1, 6, 6], new Float64Array(108).fill(1)));
  const gradientOf = (tried: Graph): Tensor => evaluate(tried, { inputs, bindings }).get('gradient/kernel') as Tensor;
  isClose(gradientOf(poolByPhases.apply(training)), gradientOf(training));
});

test('what pays nothing or cannot be split is left', () => {
  checkUntouched(poolByPhases, layer({ image: ['B', 5, 4, 4] }).training);
  checkUntouched(poolByPhases, layer({ image: ['B', 1, 6, 6], pads: [0, 0, 0, 0] }).training);
  checkUntouched(poolByPhases, layer({ image: ['B', 1, 5, 4] }).training);
  checkUntouched(poolByPhases, layer({ pooling: { kernel: [2, 2], strides: [1, 1] } }).training);
  const forward = layer();
  checkUntouched(poolByPhases, graphOf(new Map([['loss', forward.loss]])));
});

test('a convolution that others read is left', () => {
  const { kernel, convolved, loss, gradients } = layer();
  checkUntouched(poolByPhases, graph({ loss, ...gradients, convolved }));
  const both = g.call(add, [loss, g.call(reduceSum, [convolved], { axes: [0, 1, 2, 3] })]);
  checkUntouched(poolByPhases, graph({ both, gradient: differentiate(both, [kernel]).dense.get(kernel) as Value }));
});

test('a kernel that a second convolution uses as well is left', () => {
  const { kernel, loss } = layer();
  const other = g.call(reduceSum, [g.call(conv2d, [x('other', 'B', 1, 3, 3), kernel])], { axes: [0, 1, 2, 3] });
  const both = g.call(add, [loss, other]);
  checkUntouched(poolByPhases, graph({ both, gradient: differentiate(both, [kernel]).dense.get(kernel) as Value }));
});

test.run();
