import { channelBlockProbe, readChannelBlock } from '../../../compiler/emit/onnx/channel-block-probe.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

/**
 * How many channels of an image ONNX Runtime's convolutions want side by side on this processor (8 with AVX2, 16 with AVX-512). Null where
 * its build has no such convolutions for the processor: images are then convolved in the ordinary way.
 */
export async function findChannelBlock(runtime: OnnxRuntime): Promise<number | null> {
  try {
    const session = await runtime.InferenceSession.create(channelBlockProbe(), { intraOpNumThreads: 1, logSeverityLevel: 4 });
    const { blocked } = await session.run({});
    await session.release();
    return readChannelBlock(blocked?.data as Float32Array);
  } catch {
    // Creating a session with an operator that the build lacks fails: that is the answer.
    return null;
  }
}
