import type { Bindings, Dimension } from '../../../src/compiler/graph/dimension.ts';
import type { Attributes, Op } from '../../../src/compiler/graph/op.ts';
import { abs } from '../../../src/compiler/ops/abs.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { broadcastTo } from '../../../src/compiler/ops/broadcast-to.ts';
import { cast } from '../../../src/compiler/ops/cast.ts';
import { concat } from '../../../src/compiler/ops/concat.ts';
import { constant } from '../../../src/compiler/ops/constant.ts';
import { conv2d } from '../../../src/compiler/ops/conv-2d.ts';
import { conv2dFilterGradient } from '../../../src/compiler/ops/conv-2d-filter-gradient.ts';
import { conv2dInputGradient } from '../../../src/compiler/ops/conv-2d-input-gradient.ts';
import { divide } from '../../../src/compiler/ops/divide.ts';
import { equal } from '../../../src/compiler/ops/equal.ts';
import { erf } from '../../../src/compiler/ops/erf.ts';
import { exp } from '../../../src/compiler/ops/exp.ts';
import { fill } from '../../../src/compiler/ops/fill.ts';
import { gatherRows } from '../../../src/compiler/ops/gather-rows.ts';
import { gemm } from '../../../src/compiler/ops/gemm.ts';
import { greater } from '../../../src/compiler/ops/greater.ts';
import { greaterEqual } from '../../../src/compiler/ops/greater-equal.ts';
import { keepMask } from '../../../src/compiler/ops/keep-mask.ts';
import { less } from '../../../src/compiler/ops/less.ts';
import { log } from '../../../src/compiler/ops/log.ts';
import { logSoftmax } from '../../../src/compiler/ops/log-softmax.ts';
import { logicalAnd } from '../../../src/compiler/ops/logical-and.ts';
import { logicalNot } from '../../../src/compiler/ops/logical-not.ts';
import { lstm } from '../../../src/compiler/ops/lstm.ts';
import { lstmGradient } from '../../../src/compiler/ops/lstm-gradient.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { maxPool2d } from '../../../src/compiler/ops/max-pool-2d.ts';
import { maxPool2dGradient } from '../../../src/compiler/ops/max-pool-2d-gradient.ts';
import { maximum } from '../../../src/compiler/ops/maximum.ts';
import { minimum } from '../../../src/compiler/ops/minimum.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { negate } from '../../../src/compiler/ops/negate.ts';
import { oneHot } from '../../../src/compiler/ops/one-hot.ts';
import { pad } from '../../../src/compiler/ops/pad.ts';
import { reduceMax } from '../../../src/compiler/ops/reduce-max.ts';
import { reduceMean } from '../../../src/compiler/ops/reduce-mean.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { relu } from '../../../src/compiler/ops/relu.ts';
import { reluGradient } from '../../../src/compiler/ops/relu-gradient.ts';
import { reshape } from '../../../src/compiler/ops/reshape.ts';
import { reverse } from '../../../src/compiler/ops/reverse.ts';
import { scatterAddRows } from '../../../src/compiler/ops/scatter-add-rows.ts';
import { select } from '../../../src/compiler/ops/select.ts';
import { shift } from '../../../src/compiler/ops/shift.ts';
import { sigmoid } from '../../../src/compiler/ops/sigmoid.ts';
import { sign } from '../../../src/compiler/ops/sign.ts';
import { sizeOf } from '../../../src/compiler/ops/size-of.ts';
import { slice } from '../../../src/compiler/ops/slice.ts';
import { softmax } from '../../../src/compiler/ops/softmax.ts';
import { sqrt } from '../../../src/compiler/ops/sqrt.ts';
import { stopGradient } from '../../../src/compiler/ops/stop-gradient.ts';
import { subtract } from '../../../src/compiler/ops/subtract.ts';
import { tanh } from '../../../src/compiler/ops/tanh.ts';
import { transpose } from '../../../src/compiler/ops/transpose.ts';

/**
 * One input of a case: its shape, and what numbers it holds. `any` is uniform in [-1.5, 1.5), `positive` in [0.3, 2), `tied` one of -0.5, 0
 * and 0.5; `resultOf` is what an op makes of the inputs before this one.
 */
export interface CaseInput {
  readonly shape: readonly Dimension[];
  readonly holds:
    | 'any'
    | 'positive'
    | 'tied'
    | 'bool'
    | { readonly idsBelow: number }
    | { readonly resultOf: Op; readonly attributes: Attributes };
}

/** One use of one op: enough to build it, run it, differentiate it, and run it on an engine. */
export interface OpCase {
  readonly op: Op;
  readonly inputs: readonly CaseInput[];
  readonly attributes: Attributes;
  /** Outputs whose gradient the rule takes; all unless said. */
  readonly differentiableOutputs?: readonly number[];
}

/** What the symbols of all cases stand for. */
export const caseBindings: Bindings = { B: 3, T: 5, V: 7 };

const any = (...shape: Dimension[]): CaseInput => ({ shape, holds: 'any' });
const positive = (...shape: Dimension[]): CaseInput => ({ shape, holds: 'positive' });
const bool = (...shape: Dimension[]): CaseInput => ({ shape, holds: 'bool' });
const ids = (idsBelow: number, ...shape: Dimension[]): CaseInput => ({ shape, holds: { idsBelow } });

function use<A extends Attributes>(op: Op<A>, inputs: readonly CaseInput[], attributes: Partial<A> = {}): OpCase {
  return { op: op as unknown as Op, inputs, attributes: { ...op.attributes, ...attributes } };
}

const broadcasts = [
  [any('B', 4), any('B', 4)],
  [any('B', 'T', 4), any(4)],
  [any('B', 1, 4), any('T', 1)],
  [any(), any(2, 3)],
];

const convolutions: readonly {
  readonly x: readonly Dimension[];
  readonly kernel: readonly number[];
  readonly y: readonly Dimension[];
  readonly geometry: { strides?: readonly number[]; pads?: readonly number[]; dilations?: readonly number[] };
}[] = [
  { x: ['B', 2, 5, 6], kernel: [3, 2, 3, 3], y: ['B', 3, 3, 4], geometry: {} },
  { x: ['B', 2, 5, 6], kernel: [3, 2, 3, 3], y: ['B', 3, 5, 6], geometry: { pads: [1, 1, 1, 1] } },
  { x: ['B', 2, 6, 7], kernel: [3, 2, 3, 2], y: ['B', 3, 3, 3], geometry: { strides: [2, 2], pads: [1, 0, 0, 0] } },
  { x: ['B', 1, 7, 7], kernel: [2, 1, 2, 3], y: ['B', 2, 3, 3], geometry: { strides: [2, 1], dilations: [2, 2] } },
  { x: ['B', 3, 1, 'T'], kernel: [2, 3, 1, 3], y: ['B', 2, 1, 'T'], geometry: { pads: [0, 2, 0, 2], dilations: [1, 2] } },
  { x: ['B', 3, 4, 4], kernel: [2, 3, 1, 1], y: ['B', 2, 4, 4], geometry: {} },
  { x: ['B', 16, 4, 3], kernel: [2, 16, 3, 3], y: ['B', 2, 4, 3], geometry: { pads: [1, 1, 1, 1] } },
  { x: ['B', 16, 4, 3], kernel: [4, 16, 3, 3], y: ['B', 4, 4, 3], geometry: { pads: [1, 1, 1, 1] } },
  { x: ['B', 16, 3, 3], kernel: [10, 16, 3, 2], y: ['B', 10, 3, 2], geometry: { pads: [1, 0, 1, 0] } },
  { x: ['B', 2, 3, 3], kernel: [3, 2, 2, 2], y: ['B', 3, 6, 6], geometry: { pads: [2, 2, 2, 2] } },
  { x: ['B', 16, 5, 4], kernel: [4, 16, 3, 3], y: ['B', 4, 3, 2], geometry: { strides: [2, 2], pads: [1, 1, 1, 1] } },
  { x: ['B', 17, 1, 'T'], kernel: [2, 17, 1, 2], y: ['B', 2, 1, 'T'], geometry: { pads: [0, 1, 0, 0] } },
];

const poolings: readonly {
  readonly x: readonly Dimension[];
  readonly y: readonly Dimension[];
  readonly geometry: { kernel?: readonly number[]; strides?: readonly number[] };
}[] = [
  { x: ['B', 2, 4, 6], y: ['B', 2, 2, 3], geometry: {} },
  { x: ['B', 2, 5, 7], y: ['B', 2, 2, 3], geometry: {} },
  { x: ['B', 2, 6, 6], y: ['B', 2, 2, 4], geometry: { kernel: [3, 3], strides: [2, 1] } },
  { x: ['B', 2, 'T', 6], y: ['B', 2, 'T', 2], geometry: { kernel: [1, 3], strides: [1, 3] } },
];

export const cases: readonly OpCase[] = [
  use(constant, [], { shape: [2, 2], values: [1, -2.5, 3, 0] }),
  use(constant, [], { dtype: 'i32', shape: [3], values: [4, 0, -1] }),
  use(constant, [], { dtype: 'bool', shape: [2], values: [1, 0] }),
  use(fill, [], { value: 2.5, shape: ['B', 4] }),
  use(fill, [], { value: -1, shape: [] }),
  use(sizeOf, [], { dimension: '2*B*T' }),
  use(sizeOf, [], { dimension: 12 }),
  use(keepMask, [], { site: 3, keep: 0.6, shape: ['B', 8] }),

  ...[negate, exp, abs, sign, tanh, sigmoid, relu, erf, stopGradient].flatMap((op) => [use(op, [any('B', 4)]), use(op, [any()])]),
  use(log, [positive('B', 4)]),
  use(sqrt, [positive('B', 4)]),

  ...[add, subtract, multiply, maximum, minimum].flatMap((op) => broadcasts.map((inputs) => use(op, inputs))),
  use(divide, [any('B', 4), positive('B', 4)]),
  use(divide, [any('B', 4), positive()]),
  use(divide, [any('T', 1), positive('B', 1, 4)]),
  ...[greater, greaterEqual, less].flatMap((op) => broadcasts.map((inputs) => use(op, inputs))),
  use(equal, [ids(3, 'B', 6), ids(3, 6)]),
  use(greaterEqual, [ids(3, 'B', 6), ids(3, 6)]),
  use(logicalAnd, [bool('B', 6), bool(6)]),
  use(logicalNot, [bool('B', 6)]),
  use(select, [bool('B', 6), any('B', 6), any('B', 6)]),
  use(select, [bool('B', 'T', 1), any('B', 'T', 4), any()]),
  use(select, [bool('B', 6), ids(5, 'B', 6), ids(5, 6)]),
  use(cast, [bool('B', 6)], { to: 'f32' }),
  use(cast, [ids(9, 'B', 6)], { to: 'f32' }),
  use(cast, [any('B', 6)], { to: 'i32' }),
  use(cast, [ids(2, 'B', 6)], { to: 'bool' }),

  use(matMul, [any('B', 4), any(4, 3)]),
  use(matMul, [any(4, 'B'), any(4, 3)], { transposeA: true }),
  use(matMul, [any('B', 4), any(3, 4)], { transposeB: true }),
  use(matMul, [any(4, 'B'), any(3, 4)], { transposeA: true, transposeB: true }),
  use(matMul, [any('B', 'T', 4), any(4, 3)]),
  use(matMul, [any('B', 2, 'T', 4), any('B', 2, 'T', 4)], { transposeB: true }),
  use(matMul, [any('B', 1, 'T'), any('B', 'T', 4)]),
  use(matMul, [any('B', 1, 'T'), any('B', 1, 4)], { transposeA: true }),
  ...[reduceSum, reduceMean, reduceMax].flatMap((op) => [
    use(op, [any('B', 'T', 4)], { axes: [1] }),
    use(op, [any('B', 'T', 4)], { axes: [0, 2], keepDimensions: true }),
    use(op, [any('B', 4)], { axes: [0, 1] }),
    use(op, [any('B', 4)], { axes: [] }),
  ]),

  use(reshape, [any('B', 'T', 4)], { shape: ['B*T', 4] }),
  use(reshape, [ids(9, 'B', 6)], { shape: ['B', 2, 3] }),
  use(broadcastTo, [any('B', 1, 4)], { shape: ['B', 'T', 4] }),
  use(broadcastTo, [any()], { shape: ['B', 2] }),
  use(transpose, [any('B', 'T', 4)], { permutation: [1, 2, 0] }),
  use(transpose, [any('B', 'T', 2, 4)], { permutation: [0, 2, 1, 3] }),
  use(transpose, [ids(9, 'B', 6)], { permutation: [1, 0] }),
  use(slice, [any('B', 6, 2)], { axis: 1, start: 2, size: 3 }),
  use(slice, [any('B', 'T', 2)], { axis: 1, start: 0, size: 1 }),
  use(slice, [any('2*T', 4)], { axis: 0, start: 'T', size: 'T' }),
  use(pad, [any('B', 2, 2)], { axis: 1, before: 1, size: 5 }),
  use(pad, [any('B', 1, 4)], { axis: 1, before: 0, size: 'T', value: 0.5 }),
  use(pad, [any('T', 4)], { axis: 0, before: 'T', size: '2*T' }),
  use(concat, [any('B', 2), any('B', 3), any('B', 1)], { axis: 1 }),
  use(concat, [any('B', 'T', 2), any('B', 'T', 2)], { axis: 1 }),
  use(reverse, [any('B', 'T', 2)], { axis: 1 }),
  use(shift, [any('T', 'B', 2)], { axis: 0, by: 1 }),
  use(shift, [any('B', 'T', 2)], { axis: 1, by: -1 }),

  use(gatherRows, [any('V', 4), ids(7, 'B', 'T')]),
  use(gatherRows, [any(5, 2), ids(5, 'B')]),
  use(scatterAddRows, [any('B', 'T', 4), ids(7, 'B', 'T')], { count: 'V' }),
  use(reluGradient, [{ shape: ['B', 'T', 4], holds: 'tied' }, any('B', 'T', 4)]),
  use(oneHot, [ids(5, 'B', 'T')], { depth: 5 }),
  use(oneHot, [ids(9, 'B')], { depth: 'V' }),
  use(softmax, [any('B', 'T', 6)]),
  use(softmax, [any('B', 'T')]),
  use(logSoftmax, [any('B', 6)]),

  use(gemm, [any('B', 4), any(4, 3), any(3)]),
  use(gemm, [any(4, 'B'), any(3, 4), any('B', 3)], { transposeA: true, transposeB: true }),

  ...convolutions.flatMap(({ x, kernel, y, geometry }) => [
    use(conv2d, [any(...x), any(...kernel), any(kernel[0] as number)], geometry),
    use(conv2d, [any(...x), any(...kernel)], geometry),
    use(conv2dInputGradient, [any(...y), any(...kernel)], { ...geometry, shape: x }),
    use(conv2dFilterGradient, [any(...x), any(...y)], { ...geometry, shape: kernel }),
  ]),
  use(maxPool2d, [any('B', 2, 4, 6)]),
  use(maxPool2d, [any('B', 2, 5, 7)]),
  use(maxPool2d, [any('B', 2, 6, 6)], { kernel: [3, 3], strides: [2, 1] }),
  use(maxPool2d, [any('B', 2, 'T', 6)], { kernel: [1, 2], strides: [1, 2] }),

  ...poolings.map(({ x, y, geometry }) => {
    const largest = { resultOf: maxPool2d as unknown as Op, attributes: { ...maxPool2d.attributes, ...geometry } };
    return use(maxPool2dGradient, [{ shape: x, holds: 'tied' }, { shape: y, holds: largest }, any(...y)], geometry);
  }),

  ...[false, true].flatMap((isReversed) => [
    { ...use(lstm, [any('T', 'B', 3), any(3, 16), any(16), any(4, 16)], { isReversed }), differentiableOutputs: [0] },
    ...[false, true].map((isInputWanted) =>
      use(lstmGradient, [any('T', 'B', 4), any('T', 'B', 3), any(3, 16), any(4, 16), any('T', 'B', 4), any('T', 'B', 24)], {
        isReversed,
        isInputWanted,
      }),
    ),
  ]),
];
