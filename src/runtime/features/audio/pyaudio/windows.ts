import { report } from '../../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../../compiler/diagnostics/result.ts';
import { roundHalfToEven } from '../../../numbers/rounding.ts';
import { lowestRateHz } from './cepstrum.ts';
import { fewestBins } from './chroma.ts';
import type { PyaudioWidth } from './names.ts';

/** Settings of the `pyaudio` front end. All lengths are above 0. */
export interface PyaudioSettings {
  /** Length of a short-term window. pyAudioAnalysis is mostly used with 50 ms. */
  readonly windowMs: number;
  /** Distance between the starts of two short-term windows. */
  readonly hopMs: number;
  /** Length of a window of the mid-term statistics; read where `features` is 136. */
  readonly midWindowMs: number;
  /** Distance between the starts of two mid-term windows; read where `features` is 136. */
  readonly midHopMs: number;
  /** 34 short-term features, 68 with their changes from frame to frame, or 136 mid-term means and standard deviations of the 68. */
  readonly features: PyaudioWidth;
}

/** The settings in samples of a clip and frames of its sequence. */
export interface WindowSizes {
  readonly windowSamples: number;
  readonly hopSamples: number;
  readonly midWindowFrames: number;
  readonly midHopFrames: number;
}

const readable = (value: number): string => String(Number(value.toFixed(3)));

/**
 * Turns milliseconds into samples and frames as pyAudioAnalysis does, halves to even.
 *
 * Fails where the reference fails, too: too few samples for the chroma scale (E0711), a rate under the filter bank (E0712), and where a
 * length rounds to nothing (E0713). `file` is named in the message.
 */
export function windowSizes(rateHz: number, settings: PyaudioSettings, file: string): WindowSizes {
  const samplesOf = (durationMs: number): number => roundHalfToEven((durationMs / 1000) * rateHz);
  const [windowSamples, hopSamples] = [samplesOf(settings.windowMs), samplesOf(settings.hopMs)];
  if (!(rateHz > lowestRateHz)) {
    const stem = file.replace(/\.[^./\\]*$/, '');
    throw new Failure(report.pyaudioRateTooLow({ file }, { file, found: rateHz, needed: Math.floor(lowestRateHz), stem }));
  }
  const needed = 2 * fewestBins(rateHz);
  if (windowSamples < needed) {
    const neededMs = Math.ceil((needed / rateHz) * 10_000) / 10;
    const holes = { file, window: readable(settings.windowMs), samples: windowSamples, rate: rateHz, needed, neededMs };
    throw new Failure(report.pyaudioWindowTooShort({ file }, holes));
  }
  const tooShort = (setting: string, foundMs: number, neededMs: number): Failure => {
    const holes = { file, setting, found: readable(foundMs), needed: readable(neededMs), rate: rateHz };
    return new Failure(report.pyaudioStepTooShort({ file }, holes));
  };
  const millisecondsOf = (samples: number): number => (samples / rateHz) * 1000;
  if (hopSamples < 1) throw tooShort('hop', settings.hopMs, millisecondsOf(1));

  // A window of the statistics ends with the last short-term window that still lies inside of it.
  const midWindowFrames = roundHalfToEven((samplesOf(settings.midWindowMs) - (windowSamples - hopSamples)) / hopSamples);
  const midHopFrames = roundHalfToEven(samplesOf(settings.midHopMs) / hopSamples);
  if (settings.features === 136) {
    if (midWindowFrames < 1) throw tooShort('mid', settings.midWindowMs, millisecondsOf(windowSamples));
    if (midHopFrames < 1) throw tooShort('mid_hop', settings.midHopMs, millisecondsOf(hopSamples));
  }
  return { windowSamples, hopSamples, midWindowFrames, midHopFrames };
}
