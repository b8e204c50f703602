import { keepMaskScalars } from '../../../kernels/threefry.ts';
import { keepMaskShader } from '../../../kernels/wgsl/keep-mask.ts';
import { workgroupsFor } from '../../../kernels/wgsl/shader.ts';
import type { CompositeKernel } from '../../tfjs/backend.ts';
import { deviceValue, numbersOf } from '../../tfjs/values.ts';
import type { Trace } from '../trace.ts';

/** The mask that every engine draws, on the device: one call instead of some hundred for the composite's body. */
export const keepMask =
  (trace: Trace): CompositeKernel =>
  (runtime, [seed, step, sizes], { site, keep }) => {
    const { lastKept, value } = keepMaskScalars(keep as number);
    const mask = trace.newTensor(numbersOf(sizes));
    const count = mask.shape.reduce((product, size) => product * size, 1);
    trace.call(
      keepMaskShader,
      {
        written: [trace.bufferOf(mask)],
        read: [trace.bufferOf(runtime.tensor(seed)), trace.bufferOf(runtime.tensor(step))],
        uniforms: [{ u32: count }, { u32: site as number }, { u32: lastKept }, { f32: value }],
      },
      workgroupsFor(count),
    );
    return [deviceValue(mask)];
  };
