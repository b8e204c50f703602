import { compiledCase } from '../compiled.ts';
import { type BenchCase, defineCase } from './case.ts';

const heads = ['valence', 'arousal', 'dominance'] as const;

/** Layers of the spec by the names of the peer's. */
const layers: Readonly<Record<string, string>> = {
  trunk_dense_1: 'trunk/dense_1',
  trunk_dense_2: 'trunk/dense_2',
  ...Object.fromEntries(
    heads.flatMap((head) => [
      [`${head}_dense_1`, `${head}/dense`],
      [`${head}_dense_2`, `${head}/regress`],
    ]),
  ),
};

const caseOf = (batchSize: number): BenchCase =>
  defineCase({
    name: `dense-tall-${batchSize}`,
    summary: `dense 1360-512-256, three heads of 170-1; batch ${batchSize}`,
    target: 1,
    peer: {
      net: 'DenseTall',
      names: {
        audio: 'trunk',
        ...Object.fromEntries(heads.map((head) => [head, `target/${head}`])),
        ...Object.fromEntries(
          Object.entries(layers).flatMap(([name, layer]) => [
            [`${name}.weight`, `${layer}/kernel`],
            [`${name}.bias`, `${layer}/bias`],
          ]),
        ),
      },
      variants: ['eager', 'compiled'],
    },
    make: (asked = batchSize) => compiledCase({ spec: 'dense-tall', sizes: { B: asked } }),
  });

export const denseTall32 = caseOf(32);
export const denseTall128 = caseOf(128);
