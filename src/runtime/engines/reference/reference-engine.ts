import type { Availability, Engine } from '../engine.ts';

/** The operations' own definitions in float64, one after the other: hundreds of times slower than `cpu`, and what `cpu` is held to. */
export const referenceEngine: Engine = {
  name: 'reference',
  summary: "the operations' definitions in float64, for tests and doubts; slow",
  probe: async (): Promise<Availability> => ({ isUsable: true, detail: 'always' }),
  load: async (program, state, options) => (await import('./reference-session.ts')).loadSession(program, state, options),
};
