import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { concat } from '../../ops/concat.ts';
import { constant } from '../../ops/constant.ts';
import { fill } from '../../ops/fill.ts';
import { lstm as recurrence } from '../../ops/lstm.ts';
import { reshape } from '../../ops/reshape.ts';
import { subtract } from '../../ops/subtract.ts';
import { transpose } from '../../ops/transpose.ts';
import { defineStep } from '../define-step.ts';
import type { LoweringContext } from '../lowering.ts';
import { count, flag, flagOf, numberOf } from '../schema.ts';
import { maskOf } from './_mask.ts';

export const lstm = defineStep({
  name: 'lstm',
  doc: 'A long short-term memory over a sequence: `width` features a step, twice as many in both directions. Forget gates start open (bias 1), recurrent weights orthogonal. Padding is never read, in either direction. Hochreiter and Schmidhuber 1997; Gers et al. 2000.',
  example: 'lstm(64, bidirectional)',
  elsewhere: ['bilstm', 'blstm'],
  schema: {
    positional: ['width'],
    parameters: {
      width: count('Features of one direction.', {
        maximum: 65536,
        elsewhere: ['hidden', 'hidden_size', 'hidden_dim', 'units', 'size', 'state_size'],
      }),
      bidirectional: flag('Whether a second one reads the sequence from its end; both results are joined.', false, {
        elsewhere: ['bi', 'both_directions'],
      }),
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
  const inputWidth = x.shape[2] as number;
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
  const operands = reverse ? closedAtPadding(g, x, kernel, mask) : [x, kernel];
  return g.call(recurrence, [...operands, bias, recurrent], { isReversed: reverse });
}

/**
 * Keeps padding out of a recurrence that meets it first, with nothing inside the loop: one more column of `x`, which is 1 at padding, and one
 * more row of the kernel, which gives the input gate (second of the four blocks g, i, f, o) -1e4. That closes it exactly, so the cell stays 0,
 * the state too, and no gradient comes back.
 *
 * A recurrence that runs forward meets padding last; what it computes there is masked by whoever reads the sequence.
 */
function closedAtPadding(g: Builder, x: Value, kernel: Value, mask: Value): readonly [Value, Value] {
  const width = kernel.shape[1] as number;
  const closing = g.call(constant, [], {
    dtype: 'f32',
    shape: [1, width],
    values: Array.from({ length: width }, (_, place) => (Math.floor((4 * place) / width) === 1 ? -1e4 : 0)),
  });
  const padding = g.call(subtract, [
    g.call(fill, [], { value: 1, shape: [] }),
    g.call(transpose, [mask], { permutation: [1, 0] }),
  ]);
  const column = g.call(reshape, [padding], { shape: [...padding.shape, 1] });
  return [g.call(concat, [x, column], { axis: 2 }), g.call(concat, [kernel, closing], { axis: 0 })];
}
