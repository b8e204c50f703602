import { add } from '../../src/compiler/ops/add.ts';
import { squaredError } from '../losses.ts';
import { adamSettings, Model, normals } from '../model.ts';
import { type BenchCase, type CaseParts, defineCase } from './case.ts';

const inputs = 1360;
const heads = ['valence', 'arousal', 'dominance'] as const;

function make(batchSize: number): CaseParts {
  const model = new Model('dense-tall');
  const trunk = model.dense(
    model.dense(model.field('audio', ['B', inputs]), 'trunk/dense_1', 512, 'relu'),
    'trunk/dense_2',
    256,
    'relu',
  );
  const outputs = heads.map((head) => model.dense(model.dense(trunk, `${head}/dense_1`, 170, 'relu'), `${head}/dense_2`, 1));
  const losses = outputs.map((output, place) => squaredError(model, output, model.field(heads[place] as string, ['B', 1])));
  const limits = { B: batchSize };
  const fields = [['audio', inputs] as const, ...heads.map((head) => [head, 1] as const)];
  return {
    program: model.finish({
      loss: losses.reduce((sum, loss) => model.g.call(add, [sum, loss])),
      also: losses.map((loss, place) => [`loss/${heads[place]}`, loss]),
      heads: outputs.map((output, place) => [heads[place] as string, output]),
      optimizer: adamSettings(),
    }),
    batch: { bindings: limits, fields: new Map(fields.map(([name, width]) => [name, normals(batchSize * width, name)])) },
    start: model.start(limits),
    limits,
  };
}

const layers = ['trunk/dense_1', 'trunk/dense_2', ...heads.flatMap((head) => [`${head}/dense_1`, `${head}/dense_2`])];

const caseOf = (batchSize: number): BenchCase =>
  defineCase({
    name: `dense-tall-${batchSize}`,
    summary: `dense 1360-512-256, three heads of 170-1; batch ${batchSize}`,
    target: 1,
    peer: {
      net: 'DenseTall',
      names: {
        audio: 'audio',
        ...Object.fromEntries(heads.map((head) => [head, head])),
        ...Object.fromEntries(
          layers.flatMap((layer) => {
            const name = layer.replace('/', '_');
            return [
              [`${name}.weight`, `${layer}/kernel`],
              [`${name}.bias`, `${layer}/bias`],
            ];
          }),
        ),
      },
      variants: ['eager', 'compiled'],
    },
    make: () => make(batchSize),
  });

export const denseTall32 = caseOf(32);
export const denseTall128 = caseOf(128);
