import { sizeOf, stridesOf } from '../../../../compiler/graph/tensor.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numbersOf, shapeOf, type Value } from '../values.ts';

/** A block of a tensor from `begin` on; a size of -1 reaches to the end of its axis. */
export const slice = defineNode({
  ops: ['Slice'],
  host({ inputs: [x, begin, size] }) {
    const { dtype, shape, values } = x as HostValue;
    const starts = numbersOf(begin);
    const sizes = completed(numbersOf(size), starts, shape);
    const [from, to] = [stridesOf(shape), stridesOf(sizes)];
    const block = Array.from({ length: sizeOf(sizes) }, (_, place) => {
      const source = sizes.map((count, axis) => ((Math.floor(place / to[axis]!) % count) + starts[axis]!) * from[axis]!);
      return values[source.reduce((sum, part) => sum + part, 0)] as number;
    });
    return [hostValue(dtype, sizes, block)];
  },
  device({ inputs: [x, begin, size], runtime }) {
    const starts = numbersOf(begin);
    const sizes = completed(numbersOf(size), starts, shapeOf(x as Value));
    return [deviceValue(runtime.run('Slice', { x: runtime.tensor(x) }, { begin: starts, size: sizes }))];
  },
});

const completed = (sizes: readonly number[], starts: readonly number[], shape: readonly number[]): readonly number[] =>
  sizes.map((size, axis) => (size === -1 ? shape[axis]! - starts[axis]! : size));
