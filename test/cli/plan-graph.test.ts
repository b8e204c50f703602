import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeMessage } from '../../src/compiler/emit/tensorflow/tensorflow-schema.ts';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

const test = suite('plan --graph');
const { folder: cwd, spec } = smallProject();

interface GraphMessage {
  readonly node: readonly { readonly name: string; readonly op: string; readonly input: readonly string[] }[];
}

test('writes the training graph with the names of the spec, in three forms that say the same', async () => {
  for (const file of ['graph.pb', 'graph.json', 'graph.pbtxt']) {
    const { exitCode, stderr } = await emoc(['plan', spec, '--graph', file], { cwd });
    assert.is(exitCode, 0, stderr);
    assert.match(stderr, new RegExp(`${file.replace('.', '\\.')}: \\d+ nodes`));
  }
  const { node } = decodeMessage('GraphDef', readFileSync(join(cwd, 'graph.pb'))) as unknown as GraphMessage;
  const names = node.map(({ name }) => name);
  for (const name of ['tone', 'tone/dense/kernel', 'tone/dense/MatMul', 'felt/classify/BiasAdd', 'gradient/tone/dense/MatMul'])
    assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
  const json = JSON.parse(readFileSync(join(cwd, 'graph.json'), 'utf8')) as GraphMessage;
  assert.equal(
    json.node.map(({ name, op, input }) => ({ name, op, input })),
    node.map(({ name, op, input }) => ({ name, op, input })),
  );
  const text = readFileSync(join(cwd, 'graph.pbtxt'), 'utf8');
  const written = [...text.matchAll(/^node \{\n {2}name: "(.*)"$/gm)].map(([, name]) => name);
  assert.equal(written, names);
});

test('a form that graphs do not have, and a folder that is not there', async () => {
  const form = await emoc(['plan', spec, '--graph', 'graph.png'], { cwd });
  assert.is(form.exitCode, 2);
  assert.match(form.stderr, /E1006.*--graph.*graph\.png.*\.pb, \.pbtxt, \.json/);
  assert.is(form.stdout, '', 'nothing is planned before the mistake is told');
  const folder = await emoc(['plan', spec, '--graph', 'nowhere/graph.pb'], { cwd });
  assert.is(folder.exitCode, 1);
  assert.match(folder.stderr, /E0903.*nowhere/);
});

test.run();
