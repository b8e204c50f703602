import { segmentSumShader } from '../../../kernels/wgsl/segment-sum.ts';
import type { OverrideKernel } from '../../tfjs/backend.ts';
import { deviceValue, numberOf } from '../../tfjs/values.ts';
import type { Trace } from '../trace.ts';

const mostColumns = 32_768;

/** `UnsortedSegmentSum` with sums in a fixed order, so that two runs are the same to the last bit. */
export const segmentSum =
  (trace: Trace): OverrideKernel =>
  (runtime, [rows, ids, segments]) => {
    const [source, numbers] = [runtime.tensor(rows), runtime.tensor(ids)];
    const [count, width] = source.shape as [number, number];
    const total = numberOf(segments);
    const sums = trace.newTensor([total, width]);
    trace.call(
      segmentSumShader,
      {
        written: [trace.bufferOf(sums)],
        read: [trace.bufferOf(source), trace.bufferOf(numbers)],
        uniforms: [{ u32: count }, { u32: total }, { u32: width }],
      },
      [Math.min(total, mostColumns), Math.ceil(total / mostColumns), 1],
    );
    return [deviceValue(sums)];
  };
