import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { greater } from './greater.ts';
import { select } from './select.ts';

/** The larger of two values, broadcasting. Where they are equal the gradient goes to `b`. */
export const maximum: Op = defineBinary({
  name: 'maximum',
  apply: Math.max,
  gradient: (g, dy, a, b) => {
    const isFirst = g.call(greater, [a, b]);
    return {
      a: () => g.call(select, [isFirst, dy, scalar(g, 0)]),
      b: () => g.call(select, [isFirst, scalar(g, 0), dy]),
    };
  },
  onnx: 'Max',
  tensorflow: 'Maximum',
});
