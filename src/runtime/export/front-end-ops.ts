import { intervalOf } from '../../compiler/catalogue/schema.ts';
import type { TypedStep } from '../../compiler/check/model.ts';
import type { Builder } from '../../compiler/graph/builder.ts';
import { type Dimension, product } from '../../compiler/graph/dimension.ts';
import type { Value } from '../../compiler/graph/graph.ts';
import { add } from '../../compiler/ops/add.ts';
import { constant } from '../../compiler/ops/constant.ts';
import { multiply } from '../../compiler/ops/multiply.ts';
import { reshape } from '../../compiler/ops/reshape.ts';
import { subtract } from '../../compiler/ops/subtract.ts';
import type { Fitted } from '../features/define-front-end.ts';
import { list } from '../features/front-ends/_columns.ts';

interface FrontEndOpContext {
  readonly g: Builder;
  readonly step: TypedStep;
  readonly fitted: Fitted;
  /** Of a sequence [B, T, D]: [B, T], 1 where there is data. */
  readonly mask: Value | null;
}

/** A front-end step as ops, so that an exported model can do what the data had done to it before training. */
type FrontEndOp = (value: Value, context: FrontEndOpContext) => Value;

/** The steps that an exported model does itself; all others are for whoever calls it. */
export const frontEndOps: Readonly<Record<string, FrontEndOp>> = {
  standardize(value, context) {
    const [mean, deviation] = [list(context.fitted, 'mean'), list(context.fitted, 'deviation')];
    const factor = deviation.map((spread) => (spread === 0 ? 0 : 1 / spread));
    return masked(rescaled(value, mean, factor, context.g), context);
  },

  scale(value, context) {
    const { from, to } = intervalOf(context.step.settings, 'range');
    const [minimum, maximum] = [list(context.fitted, 'minimum'), list(context.fitted, 'maximum')];
    const spread = maximum.map((most, column) => most - (minimum[column] as number));
    const moved = rescaled(
      value,
      minimum,
      spread.map((size) => (size === 0 ? 0 : (to - from) / size)),
      context.g,
    );
    const low = spread.map((size) => (size === 0 ? 0 : from));
    return masked(context.g.call(add, [moved, numbers(low, context.g)]), context);
  },

  /** The sequence that comes in has its exact length already. */
  fit: (value) => value,

  flatten(value, context) {
    const whole = masked(value, context);
    return context.g.call(reshape, [whole], { shape: [whole.shape[0] as Dimension, product(whole.shape.slice(1))] });
  },
};

const numbers = (values: readonly number[], g: Builder): Value => g.call(constant, [], { shape: [values.length], values });

/**
 * `(x - low) factor` of every feature. The data were rescaled in float64; here `low` is subtracted in two parts, each of them a float32, so
 * that a feature far from 0 with a small spread loses no digits either.
 */
function rescaled(value: Value, low: readonly number[], factor: readonly number[], g: Builder): Value {
  const coarse = low.map(Math.fround);
  const rest = low.map((number, column) => number - (coarse[column] as number));
  const near = g.call(subtract, [value, numbers(coarse, g)]);
  return g.call(multiply, [g.call(subtract, [near, numbers(rest, g)]), numbers(factor, g)]);
}

/** Padding is 0 in training, whatever a statistic would make of it. */
function masked(value: Value, { mask, g }: FrontEndOpContext): Value {
  if (mask === null) return value;
  return g.call(multiply, [value, g.call(reshape, [mask], { shape: [...mask.shape, 1] })]);
}
