import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelAttributes, KernelInputs, Runtime } from '../tfjs/backend.ts';
import { createRuntime } from '../tfjs/runtime.ts';
import { keepMask } from './composites/keep-mask.ts';
import { lstm, lstmGradient } from './composites/lstm.ts';
import { matMul } from './composites/mat-mul.ts';
import { maxPoolGradient } from './composites/max-pool-gradient.ts';
import { segmentSum } from './composites/segment-sum.ts';
import type { Gpu } from './gpu.ts';
import type { Trace } from './trace.ts';

/** tfjs's programs for matrix products, by the numbers of its flag. */
const programs = { anyOfThem: -1, smallOutput: 2, packed: 3 } as const;

/** From this inner size on tfjs adds up parts of a product as they come; below the other it is not worth a workgroup an element. */
const splitFrom = 2000;
const reducedFrom = 128;

/** tfjs's webgpu kernels over a trace, with emoc's own where tfjs has none, a slow one, or one that sums in any order. */
export function webgpuRuntime(gpu: Gpu, trace: Trace): Runtime {
  const { core } = gpu.tfjs;
  const runtime = createRuntime(core, 'webgpu', trace.backend, {
    overrides: {
      MaxPoolGrad: maxPoolGradient(trace),
      UnsortedSegmentSum: segmentSum(trace),
      ...(gpu.isSoftware ? { MatMul: matMul(trace) } : {}),
    },
    composites: { keepMask: keepMask(trace), lstm: lstm(trace), lstmGradient: lstmGradient(trace) },
  });
  const run: Runtime['run'] = (kernel, inputs, attributes = {}) => {
    const program = programFor(kernel, inputs, attributes, gpu);
    if (program === programs.anyOfThem) return runtime.run(kernel, inputs, attributes);
    core.env().set(flag, program);
    try {
      return runtime.run(kernel, inputs, attributes);
    } finally {
      core.env().set(flag, programs.anyOfThem);
    }
  };
  return { ...runtime, run, begin: (node) => trace.begin(node) };
}

const flag = 'WEBGPU_MATMUL_PROGRAM_TYPE';

/**
 * The program that a product runs with. Sums must come in a fixed order, or two runs would not be the same: so none is split into parts. And a
 * software GPU pays dearly for threads that wait for each other: it takes the program with the fewest.
 */
function programFor(kernel: string, inputs: KernelInputs, attributes: KernelAttributes, { isSoftware }: Gpu): number {
  if (kernel === 'Conv2D') return programs.packed;
  if (kernel !== 'BatchMatMul') return programs.anyOfThem;
  if (isSoftware) return programs.packed;
  const { a } = inputs as Readonly<Record<'a' | 'b', TensorInfo>>;
  const inner = a.shape.at(attributes.transposeA === true ? -2 : -1) as number;
  return inner < reducedFrom || inner >= splitFrom ? programs.smallOutput : programs.anyOfThem;
}
