import { resolve } from 'node:path';
import type { Encoder } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { VectorFile } from '../features/define-front-end.ts';
import { readVectors, type WordVectors } from '../features/text/vectors.ts';
import { firstWordId, unknownId } from '../features/text/vocabulary.ts';
import type { StartVectors } from './prepared-data.ts';

/** A vector file that remembers what was read of it. */
export interface OpenVectors extends VectorFile {
  readonly path: string;
  /** What the front end read; `null` before. */
  readonly loaded: () => WordVectors | null;
}

/** The vector file of an encoder whose first step in the graph is an `embed` with the setting `vectors`. Nothing is read yet. */
export function openVectors({ name, steps, span }: Encoder, dataRoot: string): OpenVectors | null {
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
      loaded = readVectors(path, { file, root: dataRoot, only });
      if (expected !== null && loaded.width !== expected) {
        throw new Failure(report.vectorsWidth(span, { file, found: loaded.width, expected, encoder: name }));
      }
      return loaded;
    },
    loaded: () => loaded,
  };
}

/** The table of an `embed` step: zeros for the padding, the mean vector for the unknown word, then the words by id. */
export function startVectors(words: readonly string[], { rowOf, width, data }: WordVectors): StartVectors {
  const table = new Float32Array((firstWordId + words.length) * width);
  const mean = new Float64Array(width);
  for (const [index, word] of words.entries()) {
    const start = (rowOf.get(word) as number) * width;
    const vector = data.subarray(start, start + width);
    table.set(vector, (firstWordId + index) * width);
    for (let column = 0; column < width; column += 1) mean[column] = (mean[column] as number) + (vector[column] as number);
  }
  table.set(
    mean.map((sum) => sum / words.length),
    unknownId * width,
  );
  return { words, width, table };
}
