import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { loadSession } from '../../../../src/runtime/engines/cuda/cuda-session.ts';
import { dense } from '../_programs.ts';
import { fakeAddon } from './_fake-addon.ts';

const subject = dense({ rule: 'adam', rate: 0.01, settings: {}, clipNorm: null, clipValue: null });
const { program, start, limits, constants } = subject;

/** What TensorFlow 2.18 says through the addon, on a card that it fails on. */
const texts = {
  full:
    'Session fail to run with error: OOM when allocating tensor with shape[6,7] and type float on ' +
    '/job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc\n\t [[{{node step/hidden/dense_1/MatMul}}]]\n' +
    'Hint: If you want to see a list of allocated tensors when OOM happens, add report_tensor_allocations_upon_oom to RunOptions',
  lost:
    'Session fail to run with error: Failed to copy tensor from device to host: CUDA_ERROR_LAUNCH_FAILED: unspecified launch failure\n\t' +
    ' [[{{node update/Pack}}]]',
  // Inside the loop of several steps a node stands in the function of its body.
  fullLoop:
    'Session fail to run with error: OOM when allocating tensor with shape[6,7] and type float on ' +
    '/job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc\n\t [[{{function_node dense_body}}{{node hidden/dense_1/MatMul}}]]',
};

/** A session whose calls of some kind fail with a text. */
function failing(text: string, isMeant: (firstOutput: string) => boolean) {
  const fake = fakeAddon(({ outputs }) => {
    if (isMeant(outputs[0]!)) throw new Error(text);
    return outputs.map(() => Int32Array.of(1));
  });
  const load = () =>
    loadSession(fake.tensorflow, { device: 'gpu', isCompiled: false }, program, start, {
      limits,
      threads: 1,
      constants,
      isTraining: true,
    });
  return { ...fake, load };
}

const diagnosticOf = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Failure) => error.diagnostics?.[0],
  );

test('a full card ends the step with the tensor and its layer, and no tensor stays behind', async () => {
  const { load, held } = failing(texts.full, (output) => output.startsWith('step/'));
  const session = load();
  const diagnostic = await diagnosticOf(session.step(subject.batch(0), 0.01));
  assert.is(diagnostic?.code, 'E0815');
  assert.match(diagnostic?.message ?? '', '[6, 7] float of `hidden/dense_1/MatMul`');
  assert.match(diagnostic?.help[0]?.text ?? '', 'train.batch=3');
  assert.is(held(), 0);
  await session.dispose();
});

test('in a call of several steps every one of them fails, with the name of the layer alone', async () => {
  const { load, held } = failing(texts.fullLoop, (output) => output.startsWith('steps'));
  const session = load();
  const found = await Promise.all([1, 2, 3].map(() => diagnosticOf(session.step(subject.batch(0), 0.01))));
  assert.equal(
    found.map((diagnostic) => diagnostic?.code),
    ['E0815', 'E0815', 'E0815'],
  );
  assert.match(found[0]?.message ?? '', ' of `hidden/dense_1/MatMul`');
  assert.is(held(), 0);
  await session.dispose();
});

test('a card that stops: in a step, and when the weights are read or set', async () => {
  for (const [isMeant, use, what] of [
    [(output: string) => output.startsWith('step/'), 'step', 'a training step'],
    [(output: string) => output.startsWith('get/'), 'state', 'reading the weights'],
    [(output: string) => output.startsWith('outputs/'), 'outputs', 'computing outputs'],
  ] as const) {
    const session = failing(texts.lost, isMeant).load();
    const diagnostic = await diagnosticOf(
      use === 'step'
        ? session.step(subject.batch(0), 0.01)
        : use === 'state'
          ? session.state()
          : session.outputs(subject.batch(0)),
    );
    assert.is(diagnostic?.code, 'E0818', use);
    assert.match(diagnostic?.message ?? '', what);
    assert.match(diagnostic?.message ?? '', 'CUDA_ERROR_LAUNCH_FAILED');
    await session.dispose();
  }
  const { load } = failing(texts.lost, (output) => output.startsWith('set/'));
  assert.is((await diagnosticOf(Promise.resolve().then(load)))?.code, 'E0818');
});

test.run();
