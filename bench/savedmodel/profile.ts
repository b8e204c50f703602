// Where the time of a step of the engine `cuda` on the processor goes, by TensorFlow's own trace of emoc's SavedModel. See ../README.md.
// `EMOC_TENSORFLOW_PYTHON=path/to/python tsx profile.ts [--batch 128] [--threads 1]`
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import type { SignatureTensor } from '../../src/compiler/emit/tensorflow/saved-model/main-graph.ts';
import { emitSavedModel } from '../../src/compiler/emit/tensorflow/saved-model/saved-model.ts';
import { resolveShape } from '../../src/compiler/graph/dimension.ts';
import { runNumbers } from '../../src/compiler/graph/run-numbers.ts';
import { denseTall32 } from '../cases/dense-tall.ts';

const { values } = parseArgs({
  options: { batch: { type: 'string', default: '128' }, threads: { type: 'string', default: '1' } },
});
const python = process.env.EMOC_TENSORFLOW_PYTHON;
if (python === undefined) throw new Error('EMOC_TENSORFLOW_PYTHON must name a Python that has TensorFlow');

const { program, start, batch, limits } = denseTall32.make(Number(values.batch));
const model = emitSavedModel(program, { limits, isTraining: true, isCompiled: false, stepsACall: 1, chunkBytes: 2 ** 30 });
if (model.step === null) throw new Error('the model has no step');

const folder = mkdtempSync(join(tmpdir(), 'emoc-profile-'));
const numbers = new Map<string, Float32Array | Int32Array | Uint8Array>([
  ...batch.fields,
  [runNumbers.rate, Float32Array.of(program.optimizer.rate)],
  [runNumbers.step, Int32Array.of(0)],
]);
let files = 0;
/** A file of the bytes that are fed; an optimiser's slot starts with zeros, and has none. */
function fed({ name, result, shape }: SignatureTensor) {
  const given = numbers.get(name) ?? start.tensors.get(name)?.data;
  const file = given === undefined ? null : `${files}.bin`;
  files += 1;
  if (given !== undefined && file !== null)
    writeFileSync(join(folder, file), new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  return { name: `${result}:0`, file, shape: resolveShape(shape, limits) };
}

try {
  writeFileSync(join(folder, 'saved_model.pb'), model.bytes);
  const { step } = model;
  const [set] = model.set;
  const calls = {
    set: { inputs: set?.inputs.map(fed), outputs: set?.outputs.map(({ result }) => `${result}:0`) },
    step: { inputs: step.inputs.map(fed), outputs: step.outputs.map(({ result }) => `${result}:0`) },
  };
  writeFileSync(join(folder, 'calls.json'), JSON.stringify(calls));
  const script = new URL('profile.py', import.meta.url).pathname;
  const env = { TF_CPP_MIN_LOG_LEVEL: '3' };
  await execa(python, [script, folder, values.threads], { stdout: 'inherit', stderr: 'ignore', env });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
