import { statSync } from 'node:fs';
import type { Dataset, Role, TypedSpec } from '../../compiler/check/model.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { vocabularySymbol } from '../../compiler/fields.ts';
import type { Fitted } from '../features/define-front-end.ts';
import { firstWordId } from '../features/text/vocabulary.ts';
import { hashFile } from '../files/hash.ts';
import { createRandom } from '../kernels/random.ts';
import { encode } from './encode.ts';
import { type LoadedDataset, loadDataset } from './load-dataset.ts';
import type { FieldData, PreparedData, SplitData, StartVectors } from './prepared-data.ts';
import { repeatedTexts } from './repeated-texts.ts';
import { lengthAt, type Samples } from './samples.ts';
import type { SourceFile } from './source.ts';
import { splitDataset } from './split.ts';
import { splitData } from './split-data.ts';
import { rowsOn } from './splits/sides.ts';
import { openVectors, startVectors } from './start-vectors.ts';
import { checkHeads, countsOf } from './truths.ts';
import { usedOf } from './used-columns.ts';

export interface PrepareOptions {
  /** Folder that relative paths are looked up in. */
  readonly dataRoot: string;
  /** Folder of the feature cache; made where it does not exist. */
  readonly cacheFolder: string;
  readonly seed: number;
  /** Worker threads for extraction, where there is enough to extract. */
  readonly threads: number;
  readonly onProgress?: (progress: ExtractionProgress) => void;
  readonly onWarning?: (warning: Diagnostic) => void;
  /** `PreparedData.fitted` of the run whose model is to be used: then nothing is fitted, and vector files are not read. */
  readonly fitted?: ReadonlyMap<string, Fitted>;
}

/** Clips of an encoder whose features are there. */
export interface ExtractionProgress {
  readonly encoder: string;
  readonly done: number;
  readonly total: number;
}

/**
 * Reads, splits and encodes the data of a spec: everything between its files and its batches.
 *
 * Only what encoders, heads and the split use is read. Randomness comes from the child `data` of `seed` alone. Throws a `Failure` for whatever is
 * wrong with the data, before anything is trained.
 */
export async function prepareData(spec: TypedSpec, options: PrepareOptions): Promise<PreparedData> {
  const { dataRoot, seed, onWarning = () => {}, fitted: known } = options;
  const dataset = usedDataset(spec);
  const loaded = loadDataset(dataset, usedOf(spec, dataset), dataRoot);
  const sides = splitDataset(dataset, loaded, createRandom(seed).child('data'));
  const heads = spec.heads.filter((head) => head.dataset === dataset.name);
  checkHeads(dataset, loaded, heads, sides);

  const fields = new Map<string, FieldData>();
  const fitted = new Map<string, Fitted>();
  const vectors = new Map<string, StartVectors>();
  const symbols: Record<string, number> = {};
  const files = [...loaded.files];
  const trainingRows = rowsOn(sides, 'train');
  for (const column of new Set(spec.encoders.map((encoder) => encoder.column))) {
    const start = columnOf(loaded, column);
    const warning = start.kind === 'text' ? repeatedTexts(dataset, start.texts, sides) : null;
    if (warning !== null) onWarning(warning);
  }
  for (const encoder of spec.encoders) {
    const { name } = encoder;
    const vectorFile = openVectors(encoder, dataRoot);
    const onProgress = (done: number, total: number): void => options.onProgress?.({ encoder: name, done, total });
    const extraction = { ...options, onProgress, onWarning };
    const context = { encoder, trainingRows, vectors: vectorFile, onWarning };
    const encoded = await encode(encoder, columnOf(loaded, encoder.column), knownOf(known, name), context, extraction);
    fields.set(name, encoded.field);
    files.push(...encoded.files);
    for (const [step, learned] of encoded.fitted) {
      fitted.set(`${name}/${step}`, learned);
      if (!Array.isArray(learned.words)) continue;
      const words = learned.words as readonly string[];
      symbols[vocabularySymbol(name)] = firstWordId + words.length;
      const found = vectorFile?.loaded() ?? null;
      if (found !== null) vectors.set(name, startVectors(words, found, createRandom(seed).child(`vectors/${name}`)));
    }
    if (vectorFile?.loaded() != null) files.push(fileOf(vectorFile.file, vectorFile.path));
  }
  const split = (role: Role): SplitData | null => splitData(role, { dataset, loaded, sides, heads, fields, symbols });
  return {
    dataset: dataset.name,
    symbols,
    limits: limitsOf(fields),
    splits: { train: split('train'), validation: split('validation'), test: split('test') },
    vectors,
    classCounts: countsOf(loaded, heads, trainingRows),
    files: [...new Map(files.map((file) => [file.file, file])).values()],
    fitted,
  };
}

function usedDataset(spec: TypedSpec): Dataset {
  const names = [...new Set([...spec.encoders, ...spec.heads].map(({ dataset }) => dataset))];
  if (names.length > 1) {
    const holes = { count: names.length, datasets: names.join(', ') };
    throw new Failure(report.severalDatasets(spec.experiment.span, holes));
  }
  const found = spec.datasets.find(({ name }) => name === names[0]);
  if (found === undefined) throw new Error('no encoder of the spec reads a data set (a bug of emoc)');
  return found;
}

function columnOf(loaded: LoadedDataset, column: string): Samples {
  const data = loaded.columns.get(column);
  if (data?.kind !== 'samples') throw new Error(`no encoder starts from ${column} (a bug of emoc)`);
  return data.samples;
}

function knownOf(known: ReadonlyMap<string, Fitted> | undefined, encoder: string): ReadonlyMap<string, Fitted> | null {
  if (known === undefined) return null;
  const prefix = `${encoder}/`;
  return new Map([...known].flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])));
}

const fileOf = (file: string, path: string): SourceFile => ({
  file,
  sha256: hashFile(path, { file }),
  sizeBytes: statSync(path).size,
});

function limitsOf(fields: ReadonlyMap<string, FieldData>): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const { samples, type } of fields.values()) {
    if (!('offsets' in samples) || (type.kind !== 'seq' && type.kind !== 'tokens') || type.length.kind === 'exact') continue;
    let longest = 1;
    for (let row = 0; row + 1 < samples.offsets.length; row += 1) longest = Math.max(longest, lengthAt(samples.offsets, row));
    limits[type.length.symbol] = longest;
  }
  return limits;
}
