import type { Builder } from '../graph/builder.ts';
import type { Dimension } from '../graph/dimension.ts';
import { isSameShape, printShape } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { ShapeError } from '../graph/op.ts';
import { sizeOf, stridesOf, type Tensor } from '../graph/tensor.ts';
import { reduceSum } from './reduce-sum.ts';
import { reshape } from './reshape.ts';

/** Shape of an element-wise result: axes are matched from the last, and an axis of 1 is repeated. */
export function broadcastShapes(op: string, one: readonly Dimension[], other: readonly Dimension[]): Dimension[] {
  const rank = Math.max(one.length, other.length);
  return Array.from({ length: rank }, (_, axis): Dimension => {
    const left = one[axis - rank + one.length] ?? 1;
    const right = other[axis - rank + other.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new ShapeError(op, `${printShape(one)} and ${printShape(other)} do not match in axis ${axis}`);
  });
}

/** The gradient of a broadcast: sums `dy` over the axes that were repeated, so that it has the shape of `value`. */
export function sumTo(g: Builder, dy: Value, value: Value): Value {
  const extra = dy.shape.length - value.shape.length;
  const axes = dy.shape.flatMap((dimension, axis) =>
    axis < extra || (value.shape[axis - extra] === 1 && dimension !== 1) ? [axis] : [],
  );
  if (axes.length === 0) return dy;
  if (axes.length === extra) return g.call(reduceSum, [dy], { axes });
  const summed = g.call(reduceSum, [dy], { axes, keepDimensions: true });
  return extra === 0 ? summed : g.call(reshape, [summed], { shape: value.shape });
}

/** Reads `input` as if it had been repeated to `shape`: the flat index of each element of the result. */
export function broadcastIndex(input: readonly number[], shape: readonly number[]): Int32Array {
  const strides = stridesOf(input);
  const extra = shape.length - input.length;
  const steps = shape.map((_, axis) => (axis < extra || input[axis - extra] === 1 ? 0 : (strides[axis - extra] as number)));
  const index = new Int32Array(sizeOf(shape));
  const counter = new Array<number>(shape.length).fill(0);
  let offset = 0;
  for (let place = 0; place < index.length; place += 1) {
    index[place] = offset;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      counter[axis] = (counter[axis] as number) + 1;
      offset += steps[axis] as number;
      if ((counter[axis] as number) < (shape[axis] as number)) break;
      offset -= (steps[axis] as number) * (shape[axis] as number);
      counter[axis] = 0;
    }
  }
  return index;
}

/** Applies a function of two numbers element by element, broadcasting. */
export function mapPairs(
  a: Tensor,
  b: Tensor,
  apply: (left: number, right: number) => number,
): { shape: number[]; data: Float64Array } {
  const shape = broadcastShapes('map', a.shape, b.shape) as number[];
  if (isSameShape(a.shape, b.shape)) {
    const data = new Float64Array(a.data.length);
    for (let place = 0; place < data.length; place += 1) data[place] = apply(a.data[place] as number, b.data[place] as number);
    return { shape, data };
  }
  const [left, right] = [broadcastIndex(a.shape, shape), broadcastIndex(b.shape, shape)];
  const data = new Float64Array(sizeOf(shape));
  for (let place = 0; place < data.length; place += 1)
    data[place] = apply(a.data[left[place] as number] as number, b.data[right[place] as number] as number);
  return { shape, data };
}
