/**
 * Names of the numbers that a step is given beside its batch: the seed of its masks, its own number (updates so far), its learning rate, and of
 * a call of several steps how many there are. An encoder may be called `seed`; no field of a batch has one of these names.
 */
export const runNumbers = { seed: 'run/seed', step: 'run/step', rate: 'run/rate', count: 'run/count' } as const;
