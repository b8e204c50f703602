import { concat } from '../../src/compiler/ops/concat.ts';
import { squaredError } from '../losses.ts';
import { adamSettings, Model, normals } from '../model.ts';
import { type CaseParts, defineCase } from './case.ts';

const widths = { text: 100, audio: 73, video: 100 } as const;
const batchSize = 32;

function make(): CaseParts {
  const model = new Model('mosi-joint');
  const encoded = Object.entries(widths).map(([name, width]) =>
    model.dense(model.field(name, ['B', width]), `${name}/dense`, 64, 'relu'),
  );
  const target = model.field('target', ['B', 1]);
  const joint = model.dense(model.g.call(concat, encoded, { axis: 1 }), 'joint/dense', 128, 'relu');
  const output = model.dense(joint, 'sentiment/dense', 1);
  const loss = squaredError(model, output, target);
  const limits = { B: batchSize };
  const fields = [...Object.entries(widths), ['target', 1] as const];
  return {
    program: model.finish({ loss, heads: [['sentiment', output]], optimizer: adamSettings() }),
    batch: { bindings: limits, fields: new Map(fields.map(([name, width]) => [name, normals(batchSize * width, name)])) },
    start: model.start(limits),
    limits,
  };
}

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
      target: 'target',
      ...Object.fromEntries(
        ['text', 'audio', 'video', 'joint', 'sentiment'].flatMap((part) => [
          [`${part}.weight`, `${part}/dense/kernel`],
          [`${part}.bias`, `${part}/dense/bias`],
        ]),
      ),
    },
    variants: ['eager', 'compiled'],
  },
  make,
});
