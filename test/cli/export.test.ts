import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GraphModelJson } from '../../src/compiler/emit/tensorflow/graph-model.ts';
import { decodeMessage } from '../../src/compiler/emit/tensorflow/tensorflow-schema.ts';
import { requireSize } from '../../src/runtime/export/export-run.ts';
import { targets } from '../../src/runtime/export/targets/index.ts';
import { openGraphModel } from '../compiler/emit/tensorflow/_graph-model.ts';
import { failureOf } from '../runtime/failure-of.ts';
import { emoc } from './_emoc.ts';
import { checkAnswers, exported, mixed, tables } from './_exports.ts';

const test = suite('export');
const subjects = [await tables(), await mixed()] as const;
const [first, second] = subjects;

for (const subject of subjects) {
  test(`${subject.name}: the ONNX model gives the answers of the run`, async () => {
    const { folder, manifest } = await exported(subject, 'onnx');
    assert.equal(manifest.files, ['model.onnx']);
    const session = await InferenceSession.create(join(folder, 'model.onnx'));
    assert.equal([...session.inputNames].sort(), manifest.inputs.map(({ name }) => name).sort());
    await checkAnswers(subject, manifest, async (inputs) => {
      const feeds = [...inputs].map(([name, { shape, dtype, data }]) => [
        name,
        dtype === 'i32'
          ? new OnnxTensor('int32', data as Int32Array, shape)
          : new OnnxTensor('float32', Float32Array.from(data), shape),
      ]);
      const results = await session.run(Object.fromEntries(feeds));
      return new Map(
        Object.entries(results).map(([name, { dims, data }]) => [name, { shape: dims, data: data as Float32Array }]),
      );
    });
    await session.release();
  });

  test(`${subject.name}: tfjs gives the answers of the run with the GraphModel`, async () => {
    const { folder, manifest } = await exported(subject, 'graphmodel');
    const model = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as GraphModelJson;
    const shards = model.weightsManifest[0].paths.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
    assert.equal(manifest.files, ['model.json', ...shards.map(({ name }) => name)]);
    const { run, dispose } = await openGraphModel({ model, shards });
    await checkAnswers(subject, manifest, run);
    dispose();
  });

  test(`${subject.name}: the SavedModel has one signature with the inputs and outputs of the manifest, and no variables`, async () => {
    const { folder, manifest } = await exported(subject, 'savedmodel');
    assert.equal(readdirSync(folder).sort(), ['manifest.json', 'saved_model.pb']);
    const message = decodeMessage('SavedModel', readFileSync(join(folder, 'saved_model.pb'))) as unknown as SavedModelMessage;
    const [{ signature_def: signatures, graph_def: graph }] = message.meta_graphs as [(typeof message.meta_graphs)[0]];
    assert.equal(Object.keys(signatures), ['serving_default']);
    const { inputs, outputs } = signatures.serving_default as (typeof signatures)[string];
    assert.equal(Object.keys(inputs).sort(), manifest.inputs.map(({ name }) => name).sort());
    assert.equal(
      Object.keys(outputs),
      manifest.outputs.map(({ name }) => name),
    );
    const ops = new Set(graph.node.map(({ op }) => op));
    for (const op of ['PartitionedCall', 'VarHandleOp']) assert.not.ok(ops.has(op), op);
    assert.is(graph.node.filter(({ op }) => op === 'Placeholder').length, manifest.inputs.length);
  });

  test(`${subject.name}: the manifest is one, by its schema`, async () => {
    const schema = JSON.parse(readFileSync('grammar/export-manifest.schema.json', 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const { name } of targets) {
      const { folder, manifest } = await exported(subject, name);
      assert.ok(validate(manifest), JSON.stringify(validate.errors));
      assert.equal(readdirSync(folder).sort(), [...manifest.files, 'manifest.json'].sort());
      assert.is(manifest.target, name);
    }
    assert.not.ok(validate({}), 'the schema refuses what is none');
  });
}

interface SavedModelMessage {
  readonly meta_graphs: readonly {
    readonly graph_def: { readonly node: readonly { readonly op: string }[] };
    readonly signature_def: Readonly<Record<string, { readonly inputs: object; readonly outputs: object }>>;
  }[];
}

test('the manifest says who does which step, with what was learned', async () => {
  const { preprocessing, outputs, inputs } = (await exported(second, 'onnx')).manifest;
  const stepsOf = (encoder: string): string[] =>
    preprocessing.find((one) => one.encoder === encoder)?.steps.map(({ step, by }) => `${step} ${by}`) ?? [];
  assert.equal(stepsOf('tone'), ['pyaudio caller', 'standardize model', 'fit model']);
  assert.equal(stepsOf('voice'), ['pyaudio caller', 'scale model']);
  assert.equal(stepsOf('words'), ['clean caller', 'words caller']);
  assert.equal(stepsOf('face'), []);
  assert.equal(stepsOf('pixels'), ['flatten model', 'standardize model']);
  const words = preprocessing.find(({ encoder }) => encoder === 'words')?.steps[1];
  assert.ok((words?.fitted?.words as readonly string[]).length > 10);
  assert.equal(words?.ids, { padding: 0, unknown: 1, first_word: 2 });
  assert.equal(
    outputs.map(({ name, labels, threshold }) => [name, labels, threshold]),
    [
      ['feeling/probabilities', ['angry', 'happy', 'sad', 'calm'], null],
      ['arousal/value', null, null],
    ],
  );
  const shapes = new Map(inputs.map(({ name, shape }) => [name, shape]));
  assert.equal(shapes.get('tone'), ['B', 5, 136]);
  assert.equal(shapes.get('tone/mask'), ['B', 5]);
  assert.equal(shapes.get('face'), ['B', 1, 48, 48]);
  assert.equal(shapes.get('words')?.[0], 'B');
});

test('bad input', async () => {
  const cwd = first.folder;
  const cases: readonly (readonly [number, readonly string[], RegExp])[] = [
    [2, ['export', 'run'], /E1007.*--to/],
    [2, ['export', 'run', '--to', 'pickle'], /E1006.*pickle.*savedmodel, graphmodel, onnx/],
    [2, ['export', '--to', 'onnx'], /E1007.*RUN/],
    [1, ['export', 'nowhere', '--to', 'onnx'], /E0938.*nowhere/],
    [1, ['export', 'run', '--to', 'onnx', '--out', '.'], /E0951/],
    [1, ['export', 'run', '--to', 'onnx', '--out', 'clips.csv'], /E0951.*clips\.csv/],
    [1, ['export', 'run', '--to', 'onnx', '--out', 'clips.csv/model'], /E0903.*clips\.csv/],
    [1, ['export', 'early', '--to', 'onnx'], /E0952.*early/],
    [1, ['export', 'other', '--to', 'onnx'], /E0912/],
  ];
  rmSync(join(first.run, 'exports'), { recursive: true, force: true });
  cpSync(first.run, join(cwd, 'early'), { recursive: true });
  rmSync(join(cwd, 'early/checkpoints/best.safetensors'));
  cpSync(first.run, join(cwd, 'other'), { recursive: true });
  const spec = readFileSync(join(cwd, 'other/spec.emo'), 'utf8');
  writeFileSync(join(cwd, 'other/spec.emo'), spec.replace('dense(24, relu)', 'dense(25, relu)'));
  const before = readdirSync(cwd).sort();
  for (const [exitCode, words, message] of cases) {
    const outcome = await emoc(words, { cwd });
    assert.is(outcome.exitCode, exitCode, `emoc ${words.join(' ')}\n${outcome.stderr}`);
    assert.match(outcome.stderr, message);
  }
  assert.equal(readdirSync(cwd).sort(), before, 'nothing is left behind');
});

test('an empty folder is taken, and the same run gives the same bytes', async () => {
  const cwd = first.folder;
  mkdirSync(join(cwd, 'empty'));
  for (const folder of ['empty', 'a/new/one']) {
    const { exitCode, stderr } = await emoc(['export', 'run', '--to', 'savedmodel', '--out', folder], { cwd });
    assert.is(exitCode, 0, stderr);
  }
  for (const file of ['saved_model.pb', 'manifest.json'])
    assert.ok(readFileSync(join(cwd, 'empty', file)).equals(readFileSync(join(cwd, 'a/new/one', file))), file);
});

test('a model that no protocol buffer can hold', () => {
  const weights = new Map([['w', { shape: [4], data: new Float32Array(4) }]]);
  const check = (name: string, largest: number) => () =>
    requireSize(weights, targets.find((target) => target.name === name) as (typeof targets)[0], largest);
  assert.is(failureOf(check('onnx', 15)).code, 'E0953');
  assert.is(failureOf(check('savedmodel', 15)).code, 'E0953');
  check('onnx', 16)();
  check('graphmodel', 15)();
});

test.run();
