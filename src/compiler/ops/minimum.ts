import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { less } from './less.ts';
import { select } from './select.ts';

/** The smaller of two values, broadcasting. Where they are equal the gradient goes to `b`. */
export const minimum: Op = defineBinary({
  name: 'minimum',
  apply: Math.min,
  gradient: (g, dy, a, b) => {
    const isFirst = g.call(less, [a, b]);
    return {
      a: () => g.call(select, [isFirst, dy, scalar(g, 0)]),
      b: () => g.call(select, [isFirst, scalar(g, 0), dy]),
    };
  },
  onnx: 'Min',
  tensorflow: 'Minimum',
});
