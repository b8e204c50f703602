import { numberOf, type Settings, wordOf } from '../../../compiler/catalogue/schema.ts';
import type { PyaudioSettings } from '../audio/pyaudio/windows.ts';
import { checkClip, type PyaudioExtractor, planPyaudio } from '../audio/pyaudio.ts';
import { defineFrontEnd } from '../define-front-end.ts';

/** `pyaudio`: sound to a sequence of the 34, 68 or 136 features of pyAudioAnalysis. Tables are made once a sample rate. */
export const pyaudio = defineFrontEnd({
  name: 'pyaudio',
  version: 1,
  extractor: (settings) => {
    const planned = pyaudioSettings(settings);
    const extractors = new Map<number, PyaudioExtractor>();
    return (clip, file) => {
      let extract = extractors.get(clip.rateHz);
      if (extract === undefined) {
        extract = planPyaudio(clip.rateHz, planned, file);
        extractors.set(clip.rateHz, extract);
      }
      return extract(clip, file);
    };
  },
  check: (clip, settings, file) => checkClip(clip, pyaudioSettings(settings), file),
});

function pyaudioSettings(settings: Settings): PyaudioSettings {
  const features = Number(wordOf(settings, 'features').slice(1));
  if (features !== 34 && features !== 68 && features !== 136)
    throw new Error(`pyaudio has no ${features} features (a bug of emoc)`);
  const midWindowMs = numberOf(settings, 'mid');
  return {
    windowMs: numberOf(settings, 'window'),
    hopMs: numberOf(settings, 'hop'),
    midWindowMs,
    // Left out, windows of the statistics lie end to end.
    midHopMs: settings.mid_hop === null || settings.mid_hop === undefined ? midWindowMs : numberOf(settings, 'mid_hop'),
    features,
  };
}
