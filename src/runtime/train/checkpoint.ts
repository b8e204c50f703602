import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { StateTensor } from '../engines/engine.ts';
import type { Fitted } from '../features/define-front-end.ts';
import { readFileChecked } from '../files/read-checked.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Snapshot } from './hooks/checkpoints.ts';
import type { JudgeState } from './judge.ts';
import type { Position } from './position.ts';
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.ts';

/** Raised when what a checkpoint holds changes its meaning. Other versions are refused, not guessed at. */
const formatVersion = '1';

/** What a checkpoint belongs to. */
export interface Origin {
  /** `hashSpec` of the spec. */
  readonly specHash: string;
  /** Version of emoc that wrote it; for people, not compared. */
  readonly emoc: string;
  readonly seed: number;
}

/** A moment of training together with everything that is needed to go on from it, or to use its model. */
export interface Checkpoint extends Snapshot {
  readonly origin: Origin;
  /** What front ends learned from the training split, as `ENCODER/STEP`. */
  readonly fitted: ReadonlyMap<string, Fitted>;
}

/**
 * Writes a checkpoint as a safetensors file, whole or not at all: parameters and buffers under their names, optimiser slots as
 * `SLOT/PARAMETER`, everything else as texts of the header. The same moment gives the same bytes: no clock and no machine is in it.
 *
 * Random numbers need no more than the seed, the step and the epoch: order of batches and dropout masks are functions of these.
 */
export function saveCheckpoint(path: string, { origin, fitted, state, position, judge }: Checkpoint, file = path): void {
  const metadata = new Map([
    ['format', 'emoc checkpoint'],
    ['format_version', formatVersion],
    ['emoc', origin.emoc],
    ['spec_sha256', origin.specHash],
    ['random', JSON.stringify({ seed: origin.seed, step: state.step, epoch: position.epoch })],
    ['position', JSON.stringify(position)],
    ['judge', JSON.stringify(withNotFinite(judge))],
    ['fitted', JSON.stringify(Object.fromEntries(fitted))],
  ]);
  writeWhole(path, encodeSafetensors({ tensors: state.tensors, metadata }), file);
}

/**
 * Reads a checkpoint and checks that it belongs here.
 *
 * Throws a `Failure` where the file cannot be read (E0601 to E0607), is damaged (E0901), is no checkpoint of emoc or of another format version
 * (E0911), or belongs to another spec (E0912).
 */
export function loadCheckpoint(path: string, specHash: string, file = path): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytesOf(path, file), file);
  const version = metadata.get('format_version');
  if (metadata.get('format') !== 'emoc checkpoint' || version !== formatVersion) {
    const found = version === undefined ? 'none' : version;
    throw new Failure(report.otherCheckpointVersion({ file }, { file, found, expected: formatVersion }));
  }
  const text = (name: string): string => {
    const value = metadata.get(name);
    if (value !== undefined) return value;
    throw new Failure(report.corruptedCheckpoint({ file }, { file, reason: `its header has no ${name}` }));
  };
  const parsed = (name: string): unknown => {
    try {
      return JSON.parse(text(name));
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(report.corruptedCheckpoint({ file }, { file, reason: `${name} in its header is not JSON` }));
    }
  };
  if (text('spec_sha256') !== specHash) throw new Failure(report.checkpointOfOtherSpec({ file }, { file }));
  const position = parsed('position') as Position;
  const random = parsed('random') as { readonly seed: number; readonly step: number };
  return {
    origin: { specHash, emoc: text('emoc'), seed: random.seed },
    fitted: new Map(Object.entries(parsed('fitted') as Record<string, Fitted>)),
    state: { step: random.step, tensors: new Map([...tensors].map(([name, value]) => [name, float32(name, value, file)])) },
    position,
    judge: fromNotFinite(parsed('judge') as WrittenJudge),
  };
}

/** A checkpoint without any bytes is a damaged one like any other. */
function bytesOf(path: string, file: string): Buffer {
  try {
    return readFileChecked(path, { file });
  } catch (error) {
    const isEmpty = error instanceof Failure && error.diagnostics[0]?.name === 'empty-file';
    throw isEmpty ? new Failure(report.corruptedCheckpoint({ file }, { file, reason: 'it is empty' })) : error;
  }
}

function float32(name: string, { shape, data }: Tensor, file: string): StateTensor {
  if (data instanceof Float32Array) return { shape, data };
  throw new Failure(report.corruptedCheckpoint({ file }, { file, reason: `tensor ${JSON.stringify(name)} is not of type F32` }));
}

/** JSON has no NaN and no infinity; a best value may be either. */
type WrittenJudge = Omit<JudgeState, 'bestValue'> & { readonly bestValue: number | string | null };

const withNotFinite = (judge: JudgeState): WrittenJudge =>
  judge.bestValue === null || Number.isFinite(judge.bestValue) ? judge : { ...judge, bestValue: String(judge.bestValue) };

const fromNotFinite = (judge: WrittenJudge): JudgeState =>
  typeof judge.bestValue === 'string'
    ? { ...judge, bestValue: Number(judge.bestValue) }
    : { ...judge, bestValue: judge.bestValue };
