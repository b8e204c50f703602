import type { TypedStep } from '../../../compiler/check/model.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { ClipFeatures, ClipFrontEnd } from '../../features/define-front-end.ts';
import { hashBytes } from '../../files/hash.ts';
import { readFileChecked } from '../../files/read-checked.ts';
import type { Clip, SamplesOf } from '../samples.ts';
import type { SourceFile } from '../source.ts';
import { type ClipTask, clipExtractor, type ExtractionPlan } from './clip-task.ts';
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
 * A file that several rows name is extracted once. Returns the files that were read with their content hashes, too.
 */
export async function extractClips(
  { clips }: SamplesOf<'audio'>,
  frontEnd: ClipFrontEnd,
  step: TypedStep,
  options: ExtractionOptions,
): Promise<{ readonly samples: SamplesOf<'seq'>; readonly files: readonly SourceFile[] }> {
  const { dataRoot, cacheFolder, threads, onProgress, onWarning } = options;
  const distinct = [...new Map(clips.map((clip) => [clip.file, clip])).values()];
  const features = new Map<string, ClipFeatures>();
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
    const bytes = readFileChecked(path, { file, root: dataRoot });
    const sha256 = hashBytes(bytes);
    files.push({ file, sha256, sizeBytes: bytes.length });
    const key = featureKey(sha256, frontEnd, step.settings);
    const found = readFeatures(cacheFolder, key);
    if (found.kind === 'hit') {
      keep(file, found.features);
      continue;
    }
    if (found.warning !== null) onWarning(found.warning);
    tasks.push({ index, file, path, key });
    taskBytes += bytes.length;
  }

  const plan: ExtractionPlan = { frontEnd: frontEnd.name, settings: step.settings, cacheFolder, dataRoot };
  const warnOnce = onceForEach(onWarning);
  const take = ({ index, features: found, warning }: ReturnType<ReturnType<typeof clipExtractor>>): void => {
    if (warning !== null) warnOnce(warning);
    keep((distinct[index] as Clip).file, found);
  };
  if (threads > 1 && taskBytes >= fewestBytesForWorkers) {
    await extractInWorkers(tasks, plan, threads, take);
  } else if (tasks.length > 0) {
    const extract = clipExtractor(plan);
    for (const task of tasks) take(extract(task));
  }
  return { samples: packed(clips, features), files };
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
