import type { Hook } from '../hooks.ts';
import type { Judge } from '../judge.ts';

/** Ends training after `patience` epochs in a row that were not better than the best one. A run that ended so ends again at once when resumed. */
export const earlyStopping = (judge: Judge, patience: number): Hook => ({
  beforeEpoch: () => (judge.state.epochsWithoutGain >= patience ? 'patience' : null),
});
