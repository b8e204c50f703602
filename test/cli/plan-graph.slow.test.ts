import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { printSkipped, tensorflowPython } from '../compiler/emit/tensorflow/_python.ts';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

const test = suite('plan --graph, read by TensorFlow');

/** Reads the three forms with TensorFlow's own parsers, imports one, and prints the names of its nodes. */
const program = `
import sys
import tensorflow as tf
from google.protobuf import json_format, text_format
binary, text, json = (tf.compat.v1.GraphDef() for _ in range(3))
binary.ParseFromString(open(sys.argv[1] + ".pb", "rb").read())
text_format.Parse(open(sys.argv[1] + ".pbtxt").read(), text)
json_format.Parse(open(sys.argv[1] + ".json").read(), json)
assert binary == text and binary == json
with tf.Graph().as_default() as graph:
    tf.import_graph_def(binary, name="")
    print("\\n".join(one.name for one in graph.get_operations()))
`;

if (tensorflowPython === null) {
  test.skip('TensorFlow in Python', () => {});
  printSkipped();
} else {
  const python = tensorflowPython;
  test('all three forms are the same graph, with names of the spec', async () => {
    const { folder: cwd, spec } = smallProject();
    for (const form of ['pb', 'json', 'pbtxt']) await emoc(['plan', spec, '--graph', `graph.${form}`], { cwd });
    const { stdout } = await execa(python, ['-c', program, join(cwd, 'graph')]);
    const names = stdout.split('\n');
    for (const name of ['tone/dense/kernel', 'tone/dense/MatMul', 'loss/felt/Mean', 'gradient/tone/dense/MatMul'])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
  });
}

test.run();
