import type { TypedStep } from '../../../compiler/check/model.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { ClipFeatures, ClipFrontEnd } from '../../features/define-front-end.ts';
import { hashBytes } from '../../files/hash.ts';
import { readFileChecked } from '../../files/read-checked.ts';
import { brokenClips } from '../broken-clips.ts';
import { type Clip, firstRows, type SamplesOf } from '../samples.ts';
import type { SourceFile } from '../source.ts';
import { type ClipResult, type ClipTask, clipChecker, clipExtractor, type ExtractionPlan, type FailedClip } from './clip-task.ts';
import { featureKey, readFeatures } from './feature-cache.ts';
import { extractInWorkers } from './worker-pool.ts';

export interface ExtractionOptions {
  readonly dataRoot: string;
  readonly cacheFolder: string;
  readonly threads: number;
  readonly onProgress: (done: number, total: number) => void;
  readonly onWarning: (warning: Diagnostic) => void;
}

/** Less sound than this (about a quarter of an hour of 16 kHz, 16 bit) is extracted sooner than workers are started. */
const fewestBytesForWorkers = 2 ** 25;

/**
 * Features of all clips as packed sequences, from the cache where it has them.
 *
 * A file that several rows name is extracted once. Returns the files that were read with their content hashes, too. Throws one `Failure` for all clips
 * that cannot be used, with their rows.
 */
export async function extractClips(
  { clips, placeOf }: SamplesOf<'audio'>,
  frontEnd: ClipFrontEnd,
  step: TypedStep,
  options: ExtractionOptions,
): Promise<{ readonly samples: SamplesOf<'seq'>; readonly files: readonly SourceFile[] }> {
  const { dataRoot, cacheFolder, threads, onProgress, onWarning } = options;
  const rows = firstRows(clips);
  const distinct = Array.from(rows.values(), (row) => clips[row] as Clip);
  const features = new Map<string, ClipFeatures>();
  const broken = new Map<string, Diagnostic>();
  const files: SourceFile[] = [];
  const tasks: ClipTask[] = [];
  let taskBytes = 0;
  const keep = (file: string, found: ClipFeatures): void => {
    features.set(file, found);
    onProgress(features.size, distinct.length);
  };

  const extractSound = frontEnd.extractor(step.settings);
  for (const [index, clip] of distinct.entries()) {
    if (clip.kind === 'sound') {
      keep(clip.file, extractSound(clip.load(), clip.file));
      continue;
    }
    const { file, path } = clip;
    const wrong = wrongIn(() => {
      const bytes = readFileChecked(path, { file, root: dataRoot });
      const sha256 = hashBytes(bytes);
      files.push({ file, sha256, sizeBytes: bytes.length });
      const key = featureKey(sha256, frontEnd, step.settings);
      const found = readFeatures(cacheFolder, key);
      if (found.kind === 'hit') return keep(file, found.features);
      if (found.warning !== null) onWarning(found.warning);
      tasks.push({ index, file, path, key });
      taskBytes += bytes.length;
    });
    if (wrong !== null) broken.set(file, wrong);
  }

  const plan: ExtractionPlan = { frontEnd: frontEnd.name, settings: step.settings, cacheFolder, dataRoot };
  const warnOnce = onceForEach(onWarning);
  const take: TakeResult = ({ index, features: found, warning }) => {
    if (warning !== null) warnOnce(warning);
    keep((distinct[index] as Clip).file, found);
  };
  // Nothing is extracted for a run that cannot begin.
  if (broken.size === 0) {
    const isWorthWorkers = threads > 1 && taskBytes >= fewestBytesForWorkers;
    const failed = isWorthWorkers ? await extractInWorkers(tasks, plan, threads, take) : extractHere(tasks, plan, take);
    for (const { index, diagnostics } of failed) broken.set((distinct[index] as Clip).file, diagnostics[0] as Diagnostic);
  }
  if (broken.size > 0) {
    const check = clipChecker(plan);
    for (const task of tasks.filter(({ file }) => !features.has(file) && !broken.has(file))) {
      const wrong = wrongIn(() => check(task));
      if (wrong !== null) broken.set(task.file, wrong);
    }
    const inOrder = [...rows].flatMap(([file, row]) => {
      const diagnostic = broken.get(file);
      return diagnostic === undefined ? [] : [{ diagnostic, place: placeOf(row) }];
    });
    throw brokenClips(inOrder, distinct.length);
  }
  return { samples: packed(clips, features), files };
}

type TakeResult = (result: ClipResult) => void;

/** Extracts clips in this thread, up to the first that fails, which is returned. */
function extractHere(tasks: readonly ClipTask[], plan: ExtractionPlan, take: TakeResult): readonly FailedClip[] {
  if (tasks.length === 0) return [];
  const extract = clipExtractor(plan);
  for (const task of tasks) {
    const wrong = wrongIn(() => take(extract(task)));
    if (wrong !== null) return [{ index: task.index, diagnostics: [wrong] }];
  }
  return [];
}

/** What is wrong with a clip, where its use fails. */
function wrongIn(use: () => void): Diagnostic | null {
  try {
    use();
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || error.diagnostics[0] === undefined) throw error;
    return error.diagnostics[0];
  }
}

/** Passes the first warning of each code on: a full disk need not be told a thousand times. */
function onceForEach(onWarning: (warning: Diagnostic) => void): (warning: Diagnostic) => void {
  const told = new Set<string>();
  return (warning) => {
    if (told.has(warning.code)) return;
    told.add(warning.code);
    onWarning(warning);
  };
}

function packed(clips: readonly Clip[], features: ReadonlyMap<string, ClipFeatures>): SamplesOf<'seq'> {
  const rows = clips.map(({ file }) => features.get(file) as ClipFeatures);
  const width = rows[0]?.width ?? 0;
  const offsets = new Int32Array(rows.length + 1);
  for (const [row, { data }] of rows.entries()) offsets[row + 1] = (offsets[row] as number) + data.length / width;
  const data = new Float32Array((offsets[rows.length] as number) * width);
  for (const [row, clip] of rows.entries()) data.set(clip.data, (offsets[row] as number) * width);
  return { kind: 'seq', width, offsets, data, exactLength: null };
}
