import { defineStep } from '../define-step.ts';
import { count, duration } from '../schema.ts';

export const fit = defineStep({
  name: 'fit',
  doc: 'Makes every sequence exactly as long: longer ones are cut at the end, shorter ones get zeros there.',
  example: 'fit(10 s)',
  elsewhere: ['pad', 'crop', 'truncate', 'fix_length'],
  schema: {
    positional: ['duration', 'length'],
    parameters: {
      duration: duration('Time that is kept; a whole number of frames.', {
        isOptional: true,
        elsewhere: ['seconds', 'max_duration'],
      }),
      length: count('Frames that are kept.', {
        isOptional: true,
        maximum: 100000,
        elsewhere: ['frames', 'max_length', 'max_len'],
      }),
    },
    oneOf: ['duration', 'length'],
  },
  accepts: ['seq'],
  runs: 'data',
  type: (input, settings) => {
    if (input.kind !== 'seq') throw new Error('fit takes a sequence (a bug of emoc)');
    const durationMs = settings.duration;
    if (typeof durationMs !== 'number') return { ...input, length: { kind: 'exact', size: settings.length as number } };
    if (input.periodMs === null)
      return { expected: 'frames at regular times, to count a duration in', hint: 'write the length in frames, as in `fit(40)`' };
    const size = durationMs / input.periodMs;
    const isWhole = Math.abs(size - Math.round(size)) < 1e-9 && size >= 1;
    if (!isWhole)
      return {
        expected: `a duration of whole frames of ${input.periodMs} ms; ${durationMs} ms is ${Math.round(size * 100) / 100} frames`,
        hint: `use a multiple of ${input.periodMs} ms`,
      };
    return { ...input, length: { kind: 'exact', size: Math.round(size) } };
  },
});
