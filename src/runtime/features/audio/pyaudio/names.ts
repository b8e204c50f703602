/** How many features a step of the sequence has: 34 short-term ones, 68 with their changes, 136 means and deviations of those 68. */
export type PyaudioWidth = 34 | 68 | 136;

const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${name}_${index + 1}`);

const shortTerm: readonly string[] = [
  'zcr',
  'energy',
  'energy_entropy',
  'spectral_centroid',
  'spectral_spread',
  'spectral_entropy',
  'spectral_flux',
  'spectral_rolloff',
  ...numbered('mfcc', 13),
  ...numbered('chroma', 12),
  'chroma_std',
];

/** Where each group of features starts in a row of short-term features. */
export const columns = { waveform: 0, spectrum: 3, cepstrum: 8, chroma: 21, count: 34 } as const;

/** Names of the features in the order of their columns, written as pyAudioAnalysis 0.3.14 writes them: `zcr`, `delta zcr`, `delta zcr_std`. */
export function pyaudioFeatureNames(width: PyaudioWidth): readonly string[] {
  if (width === 34) return shortTerm;
  const withDeltas = [...shortTerm, ...shortTerm.map((name) => `delta ${name}`)];
  if (width === 68) return withDeltas;
  return [...withDeltas.map((name) => `${name}_mean`), ...withDeltas.map((name) => `${name}_std`)];
}
