import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { multiply } from '../../ops/multiply.ts';
import { sqrt } from '../../ops/sqrt.ts';
import { subtract } from '../../ops/subtract.ts';
import type { OptimizerKind, RuleSettings } from '../define-optimizer.ts';
import { number, type Parameter } from '../schema.ts';
import { numeric, runningMean } from './_arithmetic.ts';
import { decay, rate } from './_rate.ts';

/** What both Adam and AdamW are set to. */
export const adamParameters = {
  rate: rate(1e-3),
  decay,
  beta1: number('Share of the running mean that a step keeps.', { default: 0.9, minimum: 0, maximum: 0.999999 }),
  beta2: number('Share of the running mean square that a step keeps.', { default: 0.999, minimum: 0, maximum: 0.9999999 }),
  epsilon: number('Added to the root, outside it.', { default: 1e-8, minimum: 0, elsewhere: ['eps'] }),
} satisfies Readonly<Record<string, Parameter>>;

/** What Adam and AdamW compute: the same, where Adam is AdamW with a decoupled decay of 0. */
export const adamUpdate = (
  decayOf: (settings: RuleSettings) => number,
): Pick<OptimizerKind, 'slots' | 'update'> & Required<Pick<OptimizerKind, 'tensorflow'>> => ({
  slots: () => ['mean', 'square'],

  // Dividing the square by its correction under the root is the same as multiplying rate and epsilon by the root of the correction.
  update(g, { parameter, gradient, slots: [mean, square], rate, gathered }, settings) {
    const [beta1, beta2] = [numeric(settings, 'beta1'), numeric(settings, 'beta2')];
    const nextMean = runningMean(g, beta1, mean!, gradient);
    const nextSquare = runningMean(g, beta2, square!, g.call(multiply, [gradient, gradient]));
    const root = g.call(sqrt, [gathered(beta2)]);
    const scaledRate = g.call(divide, [g.call(multiply, [rate, root]), gathered(beta1)]);
    const epsilon = g.call(multiply, [root, scalar(g, numeric(settings, 'epsilon'))]);
    const divisor = g.call(add, [g.call(sqrt, [nextSquare]), epsilon]);
    const change = g.call(divide, [g.call(multiply, [scaledRate, nextMean]), divisor]);
    const decay = decayOf(settings);
    const kept =
      decay === 0
        ? parameter
        : g.call(multiply, [parameter, g.call(subtract, [scalar(g, 1), g.call(multiply, [rate, scalar(g, decay)])])]);
    return { parameter: g.call(subtract, [kept, change]), slots: [nextMean, nextSquare] };
  },

  // The kernel's own corrections are switched off by powers of 0: it would compute them in float32 from numbers close to 1.
  tensorflow(writer, { parameter, value, gradient, slots, rate, gathered }, settings) {
    const [beta1, beta2] = [numeric(settings, 'beta1'), numeric(settings, 'beta2')];
    const number = (constant: number): string => writer.floats([constant], []);
    const call = (op: string, ...inputs: string[]): string => writer.add(op, inputs)[0] as string;
    const root = call('Sqrt', gathered(beta2));
    const scaledRate = call('RealDiv', call('Mul', rate, root), gathered(beta1));
    const epsilon = call('Mul', root, number(numeric(settings, 'epsilon')));
    const scalars = [number(0), number(0), scaledRate, number(beta1), number(beta2), epsilon];
    const decay = decayOf(settings);
    const kept = (): string => call('Sub', number(1), call('Mul', rate, number(decay)));
    const shrunk =
      decay === 0 ? [] : writer.add('AssignVariableOp', [parameter, call('Mul', value(), kept())], {}, { outputs: 0 });
    return writer.add('ResourceApplyAdam', [parameter, ...slots, ...scalars, gradient, ...shrunk], {}, { outputs: 0 });
  },
});
