import { compiledCase } from '../compiled.ts';
import { defineCase } from './case.ts';

export const mosiJoint = defineCase({
  name: 'mosi-joint',
  summary: 'three dense encoders of 64 (100, 73 and 100 features), joint dense 128, one output; batch 32',
  target: 0.35,
  peer: {
    net: 'Joint',
    names: {
      text: 'text',
      audio: 'audio',
      video: 'video',
      target: 'target/sentiment',
      ...Object.fromEntries(
        ['text/dense', 'audio/dense', 'video/dense', 'fused/dense', 'sentiment/regress'].flatMap((layer) => {
          const name = layer.replace('fused', 'joint').split('/')[0];
          return [
            [`${name}.weight`, `${layer}/kernel`],
            [`${name}.bias`, `${layer}/bias`],
          ];
        }),
      ),
    },
    variants: ['eager', 'compiled'],
  },
  make: (batchSize = 32) => compiledCase({ spec: 'mosi-joint', sizes: { B: batchSize } }),
});
