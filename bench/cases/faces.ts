import type { Value } from '../../src/compiler/graph/graph.ts';
import { conv2d } from '../../src/compiler/ops/conv-2d.ts';
import { maxPool2d } from '../../src/compiler/ops/max-pool-2d.ts';
import { relu } from '../../src/compiler/ops/relu.ts';
import { reshape } from '../../src/compiler/ops/reshape.ts';
import { createRandom } from '../../src/runtime/kernels/random.ts';
import { crossEntropy } from '../losses.ts';
import { adamSettings, Model, normals } from '../model.ts';
import { type CaseParts, defineCase } from './case.ts';

const channels = [1, 32, 64, 128] as const;
const [side, batchSize, labels] = [48, 64, 7];

function make(): CaseParts {
  const model = new Model('faces');
  const { g } = model;
  let maps: Value = model.field('face', ['B', 1, side, side]);
  for (const [block, from] of channels.slice(0, -1).entries()) {
    const to = channels[block + 1] as number;
    const kernel = model.parameter(`block_${block}/kernel`, [to, from, 3, 3], { deviation: Math.sqrt(2 / (9 * from)) });
    const bias = model.parameter(`block_${block}/bias`, [to], { deviation: 0.01 });
    const convolved = g.call(conv2d, [maps, kernel, bias], { pads: [1, 1, 1, 1] });
    // ReLU after pooling gives the same numbers as before it, on a quarter of the elements.
    maps = g.call(relu, [g.call(maxPool2d, [convolved])]);
  }
  const flat = g.call(reshape, [maps], { shape: ['B', channels[3] * (side / 8) ** 2] });
  const logits = model.dense(flat, 'emotion/dense', labels);
  const loss = crossEntropy(model, logits, model.field('label', ['B'], 'i32'));
  const random = createRandom(4);
  const limits = { B: batchSize };
  return {
    program: model.finish({ loss, heads: [['emotion', logits]], optimizer: adamSettings() }),
    batch: {
      bindings: limits,
      fields: new Map<string, Float32Array | Int32Array>([
        ['face', normals(batchSize * side * side, 'face')],
        ['label', Int32Array.from({ length: batchSize }, () => random.integer(labels))],
      ]),
    },
    start: model.start(limits),
    limits,
  };
}

export const faces = defineCase({
  name: 'faces',
  summary: 'three blocks of convolution 3x3, max pooling and ReLU (32, 64, 128) on 48x48 images, 7 labels; batch 64',
  target: 1.15,
  peer: {
    net: 'Faces',
    names: {
      face: 'face',
      label: 'label',
      ...Object.fromEntries(
        [0, 1, 2].flatMap((block) => [
          [`blocks.${block}.weight`, `block_${block}/kernel`],
          [`blocks.${block}.bias`, `block_${block}/bias`],
        ]),
      ),
      'emotion.weight': 'emotion/dense/kernel',
      'emotion.bias': 'emotion/dense/bias',
    },
    variants: ['eager', 'eager channels_last', 'compiled channels_last'],
  },
  make,
});
