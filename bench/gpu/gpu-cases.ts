import type { BenchCase } from '../cases/case.ts';
import { denseTall32 } from '../cases/dense-tall.ts';
import { faces } from '../cases/faces.ts';
import { mosiJoint } from '../cases/mosi-joint.ts';
import { lstm50 } from '../cases/recurrent.ts';

/** A case of the benchmark on a GPU: one of `bench/cases`, at several batch sizes. */
export interface GpuCase {
  readonly name: string;
  readonly bench: BenchCase;
  readonly batchSizes: readonly number[];
  /** The one batch size of `--quick`. */
  readonly quickBatchSize: number;
  /** A step may take at most this share of an eager step of PyTorch, at any of its batch sizes. */
  readonly goal: number;
}

/** The cases in the order in which they run. A new one is a file in `bench/cases` and a line here. */
export const gpuCases: readonly GpuCase[] = [
  { name: 'mosi-joint', bench: mosiJoint, batchSizes: [32, 128, 512], quickBatchSize: 32, goal: 1 },
  { name: 'dense-tall', bench: denseTall32, batchSizes: [32, 128, 512], quickBatchSize: 32, goal: 1 },
  { name: 'lstm-50', bench: lstm50, batchSizes: [32, 128, 256], quickBatchSize: 8, goal: 1 },
  { name: 'faces', bench: faces, batchSizes: [32, 64, 256], quickBatchSize: 4, goal: 1.5 },
];

export function gpuCase(name: string): GpuCase {
  const found = gpuCases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}; there are ${gpuCases.map((one) => one.name).join(', ')}`);
  return found;
}

/** What PyTorch is asked to run: each variant of the case as it is, and without reading the loss in every step. */
export const torchVariants = ({ bench }: GpuCase): readonly string[] =>
  bench.peer.variants.flatMap((variant) => [variant, `${variant} unread`]);
