import { blockedDomain } from '../../graph/onnx-writer.ts';
import { constantMessage, modelMessage, nodeMessage, valueMessage } from './messages.ts';
import { encodeModel } from './onnx-schema.ts';

/** More channels than any processor's block, and a multiple of all. */
const channels = 64;

/**
 * A model that puts an image of two places into blocks of channels. In what it returns, `readChannelBlock` sees how large they are: that
 * depends on the processor, and ONNX Runtime does not say it.
 */
export function channelBlockProbe(): Uint8Array {
  const image = Array.from({ length: 2 * channels }, (_, place) => place);
  const reorder = { type: 'ReorderInput', inputs: ['image'], outputs: ['blocked'], domain: blockedDomain };
  const graph = {
    name: 'channelBlock',
    node: [nodeMessage('reorder', reorder, (name) => name)],
    initializer: [constantMessage({ name: 'image', dtype: 'f32', shape: [1, channels, 1, 2], values: image })],
    input: [],
    output: [valueMessage('blocked', 'f32', [1, channels, 1, 2])],
  };
  return encodeModel(modelMessage(true, graph));
}

/** The size of a block, from what the probe returned: the second place of the first channel lies behind the first place of all in its block. */
export function readChannelBlock(blocked: ArrayLike<number>): number | null {
  const block = Array.from(blocked).indexOf(1);
  return block > 1 ? block : null;
}
