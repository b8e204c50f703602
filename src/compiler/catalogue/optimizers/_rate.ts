import { number, type Parameter } from '../schema.ts';

/** The learning rate, first argument of every optimiser. */
export const rate = (preset: number): Parameter =>
  number('Learning rate before schedules.', {
    default: preset,
    minimum: 0,
    isMinimumExcluded: true,
    elsewhere: ['lr', 'learning_rate'],
  });

/** `0.96 per epoch`: the short form of `schedule = exponential(0.96)`. */
export const decay: Parameter = {
  type: 'rate',
  doc: 'What the learning rate is multiplied by after each epoch or step, as in `0.96 per epoch`.',
  isOptional: true,
};
