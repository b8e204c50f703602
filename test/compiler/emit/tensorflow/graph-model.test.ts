import * as tf from '@tensorflow/tfjs-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emitTensorflow } from '../../../../src/compiler/emit/tensorflow/emit-tensorflow.ts';
import { freeze } from '../../../../src/compiler/emit/tensorflow/freeze.ts';
import { graphModel } from '../../../../src/compiler/emit/tensorflow/graph-model.ts';
import { Builder } from '../../../../src/compiler/graph/builder.ts';
import { graphOf } from '../../../../src/compiler/graph/graph.ts';
import { sizeOf } from '../../../../src/compiler/graph/tensor.ts';
import { add } from '../../../../src/compiler/ops/add.ts';
import { input } from '../../../../src/compiler/ops/input.ts';
import { evaluate } from '../../../../src/compiler/passes/evaluate.ts';
import { randomInputs } from '../../program/_random.ts';
import { subjects } from '../../program/_subjects.ts';
import { runGraphModel } from './_graph-model.ts';

const naming = { generatedBy: 'emoc test' };

for (const { name, program, bindings, labelCounts } of subjects()) {
  test(`tfjs computes the inference of ${name}`, async () => {
    const inputs = randomInputs(program, bindings, labelCounts);
    const graph = emitTensorflow(program.inference, 'inference', { composites: 'inline', bindings: {} });
    const stored = new Set([...program.parameters, ...program.buffers].map((one) => one.name));
    const weights = new Map(
      [...inputs].flatMap(([one, { shape, data }]) =>
        stored.has(one) ? [[one, { shape, data: Float32Array.from(data) }] as const] : [],
      ),
    );
    const model = graphModel(freeze(graph, weights), naming);
    const before = tf.memory().numTensors;
    const found = await runGraphModel(model, inputs);
    assert.is(tf.memory().numTensors, before, 'no tensor is left behind');
    const expected = evaluate(program.inference, { inputs, bindings });
    assert.equal([...found.keys()].sort(), [...expected.keys()].sort());
    for (const [output, { shape, data }] of expected) {
      const own = found.get(output);
      assert.equal(own?.shape, shape, output);
      for (const [place, value] of data.entries()) {
        const error = Math.abs((own?.data[place] as number) - value) / Math.max(1, Math.abs(value));
        assert.ok(error < 1e-4, `${output}[${place}] is ${own?.data[place]}, expected ${value}`);
      }
    }
  });
}

const g = new Builder();
const sum = g
  .within('tone')
  .call(add, [g.call(input, [], { name: 'tone', shape: ['B', 2] }), g.call(input, [], { name: 'tone/bias', shape: [2] })]);

test('the files of a small model, to the byte', () => {
  const graph = emitTensorflow(graphOf(new Map([['output/mood', sum]])), 'inference', { composites: 'inline', bindings: {} });
  const weights = new Map([['tone/bias', { shape: [2], data: Float32Array.of(0.5, -2) }]]);
  const { model, shards } = graphModel(freeze(graph, weights), naming);
  const float = { type: 'DT_FLOAT' };
  assert.equal(model, {
    format: 'graph-model',
    generatedBy: 'emoc test',
    convertedBy: null,
    signature: {
      inputs: { tone: { name: 'tone:0', dtype: 'DT_FLOAT', tensorShape: { dim: [{ size: '-1' }, { size: '2' }] } } },
      outputs: {
        'output/mood': { name: 'output/mood:0', dtype: 'DT_FLOAT', tensorShape: { dim: [{ size: '-1' }, { size: '2' }] } },
      },
    },
    modelTopology: {
      node: [
        {
          name: 'tone',
          op: 'Placeholder',
          input: [],
          attr: { dtype: float, shape: { shape: { dim: [{ size: '-1' }, { size: '2' }] } } },
        },
        { name: 'tone/bias', op: 'Const', input: [], attr: { dtype: float } },
        { name: 'tone/AddV2', op: 'AddV2', input: ['tone', 'tone/bias'], attr: { T: float } },
        { name: 'output/mood', op: 'Identity', input: ['tone/AddV2'], attr: { T: float } },
      ],
      library: { function: [] },
      versions: { producer: 1087 },
    },
    weightsManifest: [{ paths: ['weights-1-of-1.bin'], weights: [{ name: 'tone/bias', shape: [2], dtype: 'float32' }] }],
  });
  assert.equal([...(shards[0]?.bytes ?? [])], [0, 0, 0, 0x3f, 0, 0, 0, 0xc0]);
});

test('the weights are as many bytes as the manifest says', () => {
  for (const { program } of subjects()) {
    const graph = emitTensorflow(program.inference, 'inference', { composites: 'inline', bindings: {} });
    const { model, shards } = graphModel(graph, naming);
    const bytes = model.weightsManifest[0].weights.map(({ shape, dtype }) => sizeOf(shape) * (dtype === 'bool' ? 1 : 4));
    assert.is(
      shards.reduce((total, shard) => total + shard.bytes.length, 0),
      bytes.reduce((total, size) => total + size, 0),
    );
    const names = model.weightsManifest[0].weights.map(({ name }) => name);
    assert.is(new Set(names).size, names.length, 'constants of functions have names of their own');
  }
});

test.run();
