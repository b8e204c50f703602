import { existsSync } from 'node:fs';
import { analyse } from '../../compiler/compile.ts';
import { compileProgram } from '../../compiler/compile-program.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { vocabularySymbol } from '../../compiler/fields.ts';
import type { Program } from '../../compiler/program.ts';
import type { StateTensor } from '../engines/engine.ts';
import { firstWordId } from '../features/text/vocabulary.ts';
import { readLock } from '../tracking/lock.ts';
import { nameIn, pathIn, type RunFolder } from '../tracking/run-folder.ts';
import { type Checkpoint, loadCheckpoint } from '../train/checkpoint.ts';
import type { NamedPath } from '../train/job.ts';
import { readSpec } from '../train/read-spec.ts';
import { hashSpec } from '../train/spec-hash.ts';
import type { ExportTarget } from './define-target.ts';
import { exportedGraph } from './exported-graph.ts';
import { type ExportManifest, manifestOf } from './manifest.ts';
import { requireEmpty, writeFolder } from './write-folder.ts';

export interface ExportResult {
  readonly manifest: ExportManifest;
  readonly sizeBytes: number;
}

/** Everything of one file is one protocol buffer, and none may be larger than this. */
const largestBytes = 2 ** 31 - 1;

/**
 * Writes the best weights of a run as a model that runs without emoc, with a manifest that says how to call it. The data are not read.
 *
 * Throws a `Failure` where the folder holds no run (E0938, E0934), no epoch was finished yet (E0952), the checkpoint cannot be used (E0901, E0911,
 * E0912), the model is too large for its form (E0953), or the folder cannot be written (E0902, E0903, E0951).
 */
export function exportRun(folder: RunFolder, target: ExportTarget, out: NamedPath): ExportResult {
  requireEmpty(out);
  readLock(folder);
  const { value: spec, diagnostics } = analyse(readSpec(pathIn(folder, 'spec'), nameIn(folder, 'spec')));
  if (spec === null) throw new Failure(...diagnostics);
  if (!existsSync(pathIn(folder, 'best'))) {
    const holes = { folder: folder.name, file: nameIn(folder, 'best') };
    throw new Failure(report.nothingToExport({ file: folder.name }, holes));
  }
  const checkpoint = loadCheckpoint(pathIn(folder, 'best'), hashSpec(spec), nameIn(folder, 'best'));
  const program = compileProgram(spec);
  const exported = exportedGraph(spec, program, checkpoint.fitted);
  const weights = weightsOf(program, checkpoint);
  requireSize(weights, target);
  const files = target.write({ program, exported, weights, sizes: vocabularySizes(checkpoint) });
  const names = files.map(({ name }) => name);
  const manifest = manifestOf({ spec, program, checkpoint, exported, target, files: names });
  writeFolder(out, [...files, { name: 'manifest.json', content: `${JSON.stringify(manifest, null, 2)}\n` }]);
  return { manifest, sizeBytes: files.reduce((total, { content }) => total + content.length, 0) };
}

function weightsOf({ parameters, buffers }: Program, { state }: Checkpoint): ReadonlyMap<string, StateTensor> {
  return new Map(
    [...parameters, ...buffers].map(({ name }) => {
      const tensor = state.tensors.get(name);
      if (tensor === undefined) throw new Error(`the checkpoint has no ${name} (a bug of emoc)`);
      return [name, tensor];
    }),
  );
}

/** Throws a `Failure` (E0953) for a model that does not fit into one file of its form. */
export function requireSize(weights: ReadonlyMap<string, StateTensor>, { name }: ExportTarget, largest = largestBytes): void {
  const sizeBytes = [...weights.values()].reduce((total, { data }) => total + data.byteLength, 0);
  if (name === 'graphmodel' || sizeBytes <= largest) return;
  throw new Failure(report.exportTooLarge(null, { target: name, sizeBytes, largestBytes: largest }));
}

const vocabularySizes = ({ fitted }: Checkpoint): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...fitted].flatMap(([key, { words }]) =>
      Array.isArray(words) ? [[vocabularySymbol(key.slice(0, key.indexOf('/'))), firstWordId + words.length]] : [],
    ),
  );
