import type { Head, TypedSpec } from '../../compiler/check/model.ts';
import type { Samples } from '../metrics/samples.ts';

/**
 * What a head answered on a split, from its outputs and the truth.
 *
 * One output for two labels is a logit: its sigmoid is the probability of the second label, which is decided for from the head's `threshold` on.
 * Several outputs are logits of a softmax, of which the largest wins (the first of equals). The output of a regression is the answer itself.
 *
 * @param output [n, width], row-major.
 */
export function answersOf({ labels, settings }: Head, output: Float32Array, truth: Int32Array | Float64Array): Samples {
  if (labels === null) return { truth: Float64Array.from(truth), predicted: Float64Array.from(output) };
  const width = output.length / Math.max(truth.length, 1);
  const probabilities = width === 1 && labels.length === 2 ? sigmoids(output) : softmax(output, labels.length);
  const threshold = typeof settings.threshold === 'number' ? settings.threshold : 0.5;
  const predicted = Int32Array.from(truth, (_, row) => {
    const own = probabilities.subarray(row * labels.length, (row + 1) * labels.length);
    return width === 1 ? Number((own[1] as number) >= threshold) : indexOfLargest(own);
  });
  return { labels, truth: Int32Array.from(truth), predicted, probabilities };
}

/** Two columns a logit. `1 - p` is computed as the other logit's sigmoid: no digits are lost. */
function sigmoids(logits: Float32Array): Float64Array {
  const probabilities = new Float64Array(logits.length * 2);
  for (const [row, logit] of logits.entries()) {
    probabilities[2 * row] = 1 / (1 + Math.exp(logit));
    probabilities[2 * row + 1] = 1 / (1 + Math.exp(-logit));
  }
  return probabilities;
}

function softmax(logits: Float32Array, width: number): Float64Array {
  const probabilities = new Float64Array(logits.length);
  for (let start = 0; start < logits.length; start += width) {
    const row = logits.subarray(start, start + width);
    const largest = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    const sum = row.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    for (const [column, logit] of row.entries()) probabilities[start + column] = Math.exp(logit - largest) / sum;
  }
  return probabilities;
}

function indexOfLargest(values: Float64Array): number {
  let index = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] as number) > (values[index] as number)) index = i;
  return index;
}

/** The head of that name. */
export function headOf(spec: TypedSpec, name: string): Head {
  const head = spec.heads.find((candidate) => candidate.name === name);
  if (head === undefined) throw new Error(`the spec has no head ${name} (a bug of emoc)`);
  return head;
}
