import type { InferenceSession } from 'onnxruntime-node';
import { channelBlockProbe, readChannelBlock } from '../../../compiler/emit/onnx/channel-block-probe.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

/**
 * How many channels of an image ONNX Runtime's convolutions want side by side on this processor: as many as fit its vectors, 16 with AVX-512.
 * Null where its build has no such convolutions for the processor: images are then convolved in the ordinary way.
 */
export async function findChannelBlock({ InferenceSession }: OnnxRuntime): Promise<number | null> {
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(channelBlockProbe(), { intraOpNumThreads: 1, logSeverityLevel: 4 });
  } catch {
    // A model with an operator that the build lacks cannot be loaded: that is the answer.
    return null;
  }
  const { blocked } = await session.run({});
  await session.release();
  return readChannelBlock(blocked?.data as Float32Array);
}
