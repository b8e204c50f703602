import { lengthSymbol } from '../../fields.ts';
import { defineStep } from '../define-step.ts';
import { choice, duration, numberOf, wordOf } from '../schema.ts';

export const pyaudio = defineStep({
  name: 'pyaudio',
  doc: 'The features of pyAudioAnalysis 0.3.14 (Giannakopoulos 2015): 34 a frame (zero crossings, energy, spectral shape, 13 MFCC, 12 chroma), 68 with their differences, or 136: mean and standard deviation of the 68 over mid-term windows.',
  example: 'pyaudio(window = 50 ms, hop = 50 ms, mid = 1 s)',
  schema: {
    positional: [],
    parameters: {
      window: duration('Length of a frame.', {
        default: 50,
        elsewhere: ['window_length', 'win_length', 'frame_length', 'frame_size'],
      }),
      hop: duration('Time between two frames.', { default: 50, elsewhere: ['step', 'hop_length', 'frame_step', 'stride'] }),
      features: choice('34 a frame, 68 with differences, or 136 a mid-term window.', ['f34', 'f68', 'f136'], 'f136'),
      mid: duration('Length of a mid-term window.', { default: 1000 }),
      mid_hop: duration('Time between two mid-term windows; as long as the window if left out.', { isOptional: true }),
    },
    idle: ({ features }): Readonly<Record<string, string>> => {
      const reason = 'only the 136 features have mid-term windows';
      return features === 'f136' ? {} : { mid: reason, mid_hop: reason };
    },
  },
  accepts: ['audio'],
  runs: 'data',
  type: (_, settings, { owner }) => {
    const features = wordOf(settings, 'features');
    const midHop = settings.mid_hop;
    const periodMs =
      features !== 'f136' ? numberOf(settings, 'hop') : typeof midHop === 'number' ? midHop : numberOf(settings, 'mid');
    return {
      kind: 'seq',
      length: { kind: 'any', symbol: lengthSymbol(owner) },
      width: Number(features.slice(1)),
      clock: `frames every ${periodMs} ms`,
      periodMs,
    };
  },
});
