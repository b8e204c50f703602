import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import type { Tensor } from '../../src/compiler/graph/tensor.ts';
import { printSkipped as printNoPython, tensorflowPython } from '../compiler/emit/tensorflow/_python.ts';
import { browserTools, inBrowser, printSkipped as printNoBrowser } from './_browser.ts';
import { type Answer, checkAnswers, exported, mixed, tables } from './_exports.ts';

const test = suite('export, read by others');
const subjects = browserTools === null && tensorflowPython === null ? [] : [await tables(), await mixed()];

/** Loads a SavedModel as its users do, calls its signature with the arrays of a file, and writes the answers to another. */
const program = `
import json, os, sys
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy, tensorflow as tf
call = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
types = {"f32": tf.float32, "i32": tf.int32}
given = {
    name: tf.constant(numpy.array(one["data"]).reshape(one["shape"]), types[one["dtype"]])
    for name, one in json.load(open(sys.argv[2])).items()
}
answers = {name: {"shape": list(value.shape), "data": value.numpy().ravel().tolist()} for name, value in call(**given).items()}
json.dump(answers, open(sys.argv[3], "w"))
`;

async function runInPython(
  python: string,
  folder: string,
  inputs: ReadonlyMap<string, Tensor>,
): Promise<ReadonlyMap<string, Answer>> {
  const place = mkdtempSync(join(tmpdir(), 'emoc-saved-model-'));
  try {
    const [given, found] = [join(place, 'inputs.json'), join(place, 'answers.json')];
    const plain = [...inputs].map(([name, { shape, dtype, data }]) => [
      name,
      { shape, dtype, data: Array.from(data as Float64Array) },
    ]);
    writeFileSync(given, JSON.stringify(Object.fromEntries(plain)));
    await execa(python, ['-c', program, folder, given, found]);
    return new Map(Object.entries(JSON.parse(readFileSync(found, 'utf8')) as Record<string, Answer>));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

if (tensorflowPython === null) {
  test.skip('TensorFlow in Python', () => {});
  printNoPython();
} else {
  const python = tensorflowPython;
  for (const subject of subjects) {
    test(`${subject.name}: TensorFlow in Python gives the answers of the run with the SavedModel`, async () => {
      const { folder, manifest } = await exported(subject, 'savedmodel');
      await checkAnswers(subject, manifest, (inputs) => runInPython(python, folder, inputs));
    });
  }
}

if (browserTools === null) {
  test.skip('a browser', () => {});
  printNoBrowser();
} else {
  const loaders = { graphmodel: 'tfjs', onnx: 'onnxruntime-web' } as const;
  for (const subject of subjects) {
    for (const target of ['graphmodel', 'onnx'] as const) {
      test(`${subject.name}: ${loaders[target]} in a browser gives the answers of the run`, async () => {
        const { folder, manifest } = await exported(subject, target);
        await inBrowser(folder, loaders[target], ({ run }) => checkAnswers(subject, manifest, run));
      });
    }
  }
}

test.run();
