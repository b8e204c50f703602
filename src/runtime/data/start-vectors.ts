import { resolve } from 'node:path';
import type { Encoder } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { VectorFile } from '../features/define-front-end.ts';
import { readVectors, type WordVectors } from '../features/text/vectors.ts';
import { firstWordId, unknownId } from '../features/text/vocabulary.ts';
import { atName } from '../files/read-checked.ts';
import type { Random } from '../kernels/random.ts';
import type { StartVectors } from './prepared-data.ts';

/** A vector file that remembers what was read of it. */
export interface OpenVectors extends VectorFile {
  readonly path: string;
  /** What the front end read; `null` before. */
  readonly loaded: () => WordVectors | null;
}

/** The vector file of an encoder whose first step in the graph is an `embed` with the setting `vectors`. Nothing is read yet. */
export function openVectors({ name, steps }: Encoder, dataRoot: string): OpenVectors | null {
  const [step] = steps;
  const file = step?.settings.vectors;
  if (step?.kind.name !== 'embed' || typeof file !== 'string') return null;
  const expected = step.output.kind === 'seq' ? step.output.width : null;
  const path = resolve(dataRoot, file);
  let loaded: WordVectors | null = null;
  return {
    file,
    path,
    read: (only) => {
      try {
        loaded = readVectors(path, { file, root: dataRoot, only });
      } catch (error) {
        throw atName(error, step.span);
      }
      if (expected !== null && loaded.width !== expected) {
        throw new Failure(report.vectorsWidth(step.span, { file, found: loaded.width, expected, encoder: name }));
      }
      return loaded;
    },
    loaded: () => loaded,
  };
}

/**
 * The table of an `embed` step: zeros for the padding, the mean vector for the unknown word, then the words by id.
 *
 * A word that the file lacks draws its vector from a normal distribution with the mean and standard deviation that the file's vectors have
 * in each column.
 */
export function startVectors(words: readonly string[], vectors: WordVectors, random: Random): StartVectors {
  const { rowOf, width, data } = vectors;
  const table = new Float32Array((firstWordId + words.length) * width);
  const { mean, deviation } = columnStatistics(vectors);
  for (const [index, word] of words.entries()) {
    const row = rowOf.get(word);
    const start = (firstWordId + index) * width;
    if (row !== undefined) table.set(data.subarray(row * width, (row + 1) * width), start);
    else
      for (let column = 0; column < width; column += 1)
        table[start + column] = mean[column]! + deviation[column]! * random.normal();
  }
  table.set(mean, unknownId * width);
  return { words, width, table };
}

/** Mean and standard deviation of each column over the words that were read of the file. */
function columnStatistics({ words, width, data }: WordVectors): {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
} {
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (let row = 0; row < words.length; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const value = data[row * width + column]!;
      mean[column] = mean[column]! + value / words.length;
      square[column] = square[column]! + value ** 2 / words.length;
    }
  }
  return { mean, deviation: square.map((sum, column) => Math.sqrt(Math.max(0, sum - mean[column]! ** 2))) };
}
