import { type Samples, type SamplesOf, samplesOf } from '../../data/samples.ts';
import type { Fitted } from '../define-front-end.ts';

type Framed = SamplesOf<'vec' | 'seq'>;

/** Samples that are rows of features: vectors, or the frames of sequences. */
export const framesOf = (input: Samples): Framed => samplesOf(input, 'vec', 'seq');

/** Visits the features of every training row, or of every real frame of its sequence, in the order of the rows. */
export function eachTrainingFrame(input: Samples, rows: Int32Array, visit: (data: Float32Array, start: number) => void): void {
  const samples = framesOf(input);
  const { width, data } = samples;
  for (const row of rows) {
    const first = samples.kind === 'vec' ? row : (samples.offsets[row] as number);
    const end = samples.kind === 'vec' ? row + 1 : (samples.offsets[row + 1] as number);
    for (let frame = first; frame < end; frame += 1) visit(data, frame * width);
  }
}

/** `factor * x + offset` of every feature, computed in double precision. */
export function rescaled(input: Samples, plan: (column: number) => { readonly factor: number; readonly offset: number }): Framed {
  const samples = framesOf(input);
  const { width, data } = samples;
  const plans = Array.from({ length: width }, (_, column) => plan(column));
  const factors = Float64Array.from(plans, ({ factor }) => factor);
  const offsets = Float64Array.from(plans, ({ offset }) => offset);
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += width) {
    for (let column = 0; column < width; column += 1) {
      result[start + column] = (data[start + column] as number) * (factors[column] as number) + (offsets[column] as number);
    }
  }
  return { ...samples, data: result };
}

/** Numbers that `fit` wrote under a name. */
export function list(fitted: Fitted, name: string): readonly number[] {
  const values = fitted[name];
  if (!Array.isArray(values)) throw new Error(`no fitted ${name} (a bug of emoc)`);
  return values as readonly number[];
}
