import type { Builder } from '../../graph/builder.ts';
import type { Dimension } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { concat } from '../../ops/concat.ts';
import { constant } from '../../ops/constant.ts';
import { fill } from '../../ops/fill.ts';
import { lstm as recurrence } from '../../ops/lstm.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { multiply } from '../../ops/multiply.ts';
import { reshape } from '../../ops/reshape.ts';
import { subtract } from '../../ops/subtract.ts';
import { transpose } from '../../ops/transpose.ts';
import { defineStep } from '../define-step.ts';
import type { LoweringContext } from '../lowering.ts';
import { count, flag, flagOf, numberOf } from '../schema.ts';
import { asMatrix } from './_dense.ts';
import { maskOf } from './_mask.ts';

export const lstm = defineStep({
  name: 'lstm',
  doc: 'A long short-term memory over a sequence: `width` features a step, twice as many in both directions. Forget gates start open (bias 1), recurrent weights orthogonal. Padding is never read, in either direction. Hochreiter and Schmidhuber 1997; Gers et al. 2000.',
  example: 'lstm(64, bidirectional)',
  schema: {
    positional: ['width'],
    parameters: {
      width: count('Features of one direction.', { maximum: 65536 }),
      bidirectional: flag('Whether a second one reads the sequence from its end; both results are joined.'),
    },
  },
  accepts: ['seq'],
  runs: 'graph',
  type: (input, settings) =>
    input.kind === 'seq'
      ? { ...input, width: numberOf(settings, 'width') * (flagOf(settings, 'bidirectional') ? 2 : 1) }
      : { expected: 'a sequence' },
  build: (input, settings, context) => {
    if (input.type.kind !== 'seq') throw new Error('lstm takes a sequence (a bug of emoc)');
    const { g } = context;
    const width = numberOf(settings, 'width');
    const isBoth = flagOf(settings, 'bidirectional');
    // Time first: a step of the recurrence then reads one block of memory.
    const x = g.call(transpose, [input.value], { permutation: [1, 0, 2] });
    const states = [direction(x, maskOf(input), width, false, context)];
    if (isBoth) states.push(direction(x, maskOf(input), width, true, context));
    const joined = isBoth ? g.call(concat, states, { axis: 2 }) : (states[0] as Value);
    const value = g.call(transpose, [joined], { permutation: [1, 0, 2] });
    return { type: { ...input.type, width: width * states.length }, value, mask: input.mask };
  },
});

/** One direction over x [T, B, D]: states [T, B, width]. */
function direction(x: Value, mask: Value, width: number, reverse: boolean, context: LoweringContext): Value {
  const { g, parameter } = context;
  const name = reverse ? 'backward' : 'forward';
  const [time, batch, inputWidth] = x.shape as readonly [Dimension, Dimension, number];
  const limit = Math.sqrt(6 / (inputWidth + width));
  const kernel = parameter(`${name}_kernel`, [inputWidth, 4 * width], { kind: 'uniform', limit });
  const recurrent = parameter(`${name}_recurrent`, [width, 4 * width], {
    kind: 'blocks',
    blocks: Array.from({ length: 4 }, () => ({ kind: 'orthogonal', gain: 1 })),
  });
  const zero = { kind: 'constant', value: 0 } as const;
  const bias = parameter(`${name}_bias`, [4 * width], {
    kind: 'blocks',
    blocks: [zero, zero, { kind: 'constant', value: 1 }, zero],
  });
  const projected = g.call(reshape, [g.call(add, [g.call(matMul, [asMatrix(g, x), kernel]), bias])], {
    shape: [time, batch, 4 * width],
  });
  const input = reverse ? g.call(add, [projected, closedGates(g, mask, width)]) : projected;
  return g.call(recurrence, [input, recurrent], { isReversed: reverse });
}

/**
 * Keeps padding out of a recurrence that meets it first, with nothing inside the loop: where the mask is 0 the input gate (second of the
 * four blocks g, i, f, o) gets -1e4, which closes it exactly, so the cell stays 0, the state too, and no gradient comes back.
 *
 * A recurrence that runs forward meets padding last; what it computes there is masked by whoever reads the sequence.
 */
function closedGates(g: Builder, mask: Value, width: number): Value {
  const gates = g.call(constant, [], {
    dtype: 'f32',
    shape: [4 * width],
    values: Array.from({ length: 4 * width }, (_, place) => (Math.floor(place / width) === 1 ? -1e4 : 0)),
  });
  const padding = g.call(subtract, [
    g.call(fill, [], { value: 1, shape: [] }),
    g.call(transpose, [mask], { permutation: [1, 0] }),
  ]);
  return g.call(multiply, [g.call(reshape, [padding], { shape: [...padding.shape, 1] }), gates]);
}
