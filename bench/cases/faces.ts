import { createRandom } from '../../src/runtime/kernels/random.ts';
import { compiledCase } from '../compiled.ts';
import { type CaseParts, defineCase } from './case.ts';

const labels = 7;

function make(batchSize = 64): CaseParts {
  const random = createRandom(4);
  return compiledCase({
    spec: 'faces',
    sizes: { B: batchSize },
    fields: { 'target/shown': (count) => Int32Array.from({ length: count }, () => random.integer(labels)) },
  });
}

export const faces = defineCase({
  name: 'faces',
  summary: 'three blocks of convolution 3x3, ReLU and max pooling (32, 64, 128) on 48x48 images, 7 labels; batch 64',
  target: 1.15,
  peer: {
    net: 'Faces',
    names: {
      face: 'face',
      label: 'target/shown',
      ...Object.fromEntries(
        [1, 2, 3].flatMap((block) => [
          [`blocks.${block - 1}.weight`, `face/conv_${block}/kernel`],
          [`blocks.${block - 1}.bias`, `face/conv_${block}/bias`],
        ]),
      ),
      'emotion.weight': 'shown/classify/kernel',
      'emotion.bias': 'shown/classify/bias',
    },
    variants: ['eager', 'eager channels_last', 'compiled channels_last'],
  },
  make,
});
