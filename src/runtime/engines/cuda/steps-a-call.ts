import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import { flopsOf } from '../../../compiler/passes/flops.ts';
import type { Program } from '../../../compiler/program.ts';

/** More steps than these hardly save anything: a call costs as much as a tenth of a very small step, and is shared by all of them. */
const mostSteps = 16;
/** Their batches are copied side by side. */
const mostBytes = 4 * 2 ** 20;
/**
 * What is computed before anybody is heard again, a wish to stop among them: some tens of milliseconds, for a processor of 30 GFLOP a second, and
 * for a card of thirty times that, which is a slow one.
 */
const mostFlops = { cpu: 1e9, gpu: 30e9 } as const;

/** How many training steps one call does at most, for batches up to the limits: several only where they are small. */
export function stepsACall({ training, fields }: Program, limits: Bindings, device: 'cpu' | 'gpu'): number {
  const read = new Set(training.nodes.map(({ op, attributes }) => (op.name === 'input' ? attributes.name : null)));
  const bytes = fields
    .filter(({ name, isPerRun }) => read.has(name) && !isPerRun)
    .reduce((sum, { dtype, shape }) => sum + (dtype === 'bool' ? 1 : 4) * sizeOf(resolveShape(shape, limits)), 0);
  const fitting = Math.min(mostSteps, mostBytes / Math.max(bytes, 1), mostFlops[device] / Math.max(flopsOf(training, limits), 1));
  return Math.max(1, Math.floor(fitting));
}
