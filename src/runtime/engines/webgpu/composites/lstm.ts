import { memoryBlocks, stepsOf } from '../../../../compiler/ops/_recurrence.ts';
import { lstmGradientShader, lstmShader, noStep, samplesPerGroup, unitsPerGroup } from '../../../kernels/wgsl/lstm.ts';
import type { Workgroups } from '../../../kernels/wgsl/shader.ts';
import type { CompositeKernel } from '../../tfjs/backend.ts';
import { deviceValue } from '../../tfjs/values.ts';
import type { Trace } from '../trace.ts';

type Sizes = [steps: number, batch: number, width: number];

const workgroups = (batch: number, size: number): Workgroups => [
  Math.ceil(size / unitsPerGroup),
  Math.ceil(batch / samplesPerGroup),
  1,
];

/** The op `lstm` with one call a step, where its body in TensorFlow's ops takes more than ten. */
export const lstm =
  (trace: Trace): CompositeKernel =>
  (runtime, inputs, { isReversed }) => {
    const [projected, kernel] = inputs.map((input) => runtime.tensor(input));
    const [steps, batch, width] = projected!.shape as Sizes;
    const size = width / 4;
    const results = [size, memoryBlocks * size].map((columns) => trace.newTensor([steps, batch, columns]));
    const written = [...results.map((tensor) => trace.bufferOf(tensor)), trace.scratch(4 * batch * size)];
    const read = [trace.bufferOf(projected!), trace.bufferOf(kernel!)];
    for (const [step, before] of stepsOf(steps, isReversed as boolean)) {
      const uniforms = [step, before ?? noStep, batch, size].map((u32) => ({ u32 }));
      trace.call(lstmShader, { written, read, uniforms }, workgroups(batch, size));
    }
    return results.map(deviceValue);
  };

/** The op `lstmGradient`, the same way. */
export const lstmGradient =
  (trace: Trace): CompositeKernel =>
  (runtime, inputs, { isReversed }) => {
    const [dStates, memory, kernel] = inputs.map((input) => runtime.tensor(input));
    const [steps, batch, size] = dStates!.shape as Sizes;
    // Neighbouring threads work on neighbouring units, and should read neighbouring weights.
    const turned = runtime.run('Transpose', { x: kernel! }, { perm: [1, 0] });
    const dz = trace.newTensor([steps, batch, 4 * size]);
    const written = [trace.bufferOf(dz), trace.scratch(4 * batch * size)];
    const read = [dStates!, memory!, turned].map((tensor) => trace.bufferOf(tensor));
    let after: number | null = null;
    for (const [step] of stepsOf(steps, isReversed as boolean).reverse()) {
      const uniforms = [step, after ?? noStep, batch, size].map((u32) => ({ u32 }));
      trace.call(lstmGradientShader, { written, read, uniforms }, workgroups(batch, size));
      after = step;
    }
    runtime.dispose(turned);
    return [deviceValue(dz)];
  };
