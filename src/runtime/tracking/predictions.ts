import { join } from 'node:path';
import type { Role } from '../../compiler/check/model.ts';
import type { SplitData } from '../data/prepared-data.ts';
import { writeWhole } from '../files/write-whole.ts';
import { isClassification, type Samples } from '../metrics/samples.ts';
import type { RunFolder } from './run-folder.ts';

/** Name of the file with the answers on one split. */
export const predictionsFile = (split: Role): string => `predictions.${split}.csv`;

/** Writes the answers of all heads on one split: a row a sample, for each head the truth, the answer and the probability of each label. */
export function writePredictions({ name, path }: RunFolder, split: SplitData, answers: ReadonlyMap<string, Samples>): void {
  writeWhole(
    join(path, predictionsFile(split.role)),
    predictionsCsv(split.rowIds, answers),
    join(name, predictionsFile(split.role)),
  );
}

/**
 * The answers as CSV (RFC 4180): columns `row`, then `HEAD.truth`, `HEAD.prediction` and, of a classifier, `HEAD.p.LABEL` for each label.
 *
 * Numbers are written with as many digits as bring the same double back.
 */
export function predictionsCsv(rowIds: readonly string[], answers: ReadonlyMap<string, Samples>): string {
  const columns = [...answers].flatMap(([head, samples]) => columnsOf(head, samples));
  const lines = [
    ['row', ...columns.map(({ title }) => title)],
    ...rowIds.map((id, row) => [id, ...columns.map(({ at }) => at(row))]),
  ];
  return lines.map((fields) => `${fields.map(quoted).join(',')}\n`).join('');
}

interface PredictionColumn {
  readonly title: string;
  readonly at: (row: number) => string;
}

function columnsOf(head: string, samples: Samples): PredictionColumn[] {
  if (!isClassification(samples)) {
    return [
      { title: `${head}.truth`, at: (row) => String(samples.truth[row]) },
      { title: `${head}.prediction`, at: (row) => String(samples.predicted[row]) },
    ];
  }
  const { labels, truth, predicted, probabilities } = samples;
  return [
    { title: `${head}.truth`, at: (row) => labels[truth[row] as number] as string },
    { title: `${head}.prediction`, at: (row) => labels[predicted[row] as number] as string },
    ...labels.map((label, place) => ({
      title: `${head}.p.${label}`,
      at: (row: number) => String(probabilities[row * labels.length + place]),
    })),
  ];
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
