import { defineReader } from '../define-reader.ts';
import { count } from '../schema.ts';

/** Clips that are generated, for examples that need no files. */
export const synthetic = defineReader({
  name: 'synthetic',
  doc: 'Generates clips with three modalities, the same for the same seed: `speech` (16 kHz sound whose pitch, energy and tempo follow arousal and dominance), `said` (a sentence whose words follow valence), `face` (a 48 x 48 drawing of an expression), and the columns `id`, `speaker`, `valence`, `arousal`, `dominance` (1..5) and `emotion`. In some clips one channel contradicts the others, so that fusion pays.',
  example: 'read synthetic(clips = 600)',
  columns: 'named',
  schema: {
    positional: ['clips'],
    parameters: {
      clips: count('How many clips.', { default: 600, minimum: 10, maximum: 100000 }),
      seed: count("Seed of the generator; not the experiment's, so that several seeds train on the same data.", {
        default: 1,
        minimum: 0,
      }),
    },
  },
});
