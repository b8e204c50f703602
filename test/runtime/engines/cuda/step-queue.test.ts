import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSession } from '../../../../src/runtime/engines/cuda/cuda-session.ts';
import type { Batch, Session } from '../../../../src/runtime/engines/engine.ts';
import { dense } from '../_programs.ts';
import { fakeAddon, type SeenCall } from './_fake-addon.ts';

const subject = dense({ rule: 'adam', rate: 0.1, settings: {}, clipNorm: null, clipValue: null });
const { program, start, limits, constants } = subject;
/** Losses of the spec, those of its heads, and whether the step updated. */
const width = 4;
const most = 16;

const isStep = ({ outputs }: SeenCall): boolean => /^step\//.test(outputs[0]!);
const isSteps = ({ outputs }: SeenCall): boolean => /^steps/.test(outputs[0]!);

/** A session before a TensorFlow whose losses are the first value of `x`, and which updates while that is positive. */
function open(isCompiled = false) {
  const fake = fakeAddon((call) => {
    const x = call.inputs.get('steps/fields/x/bits') ?? call.inputs.get('fields/x/bits');
    if (x === undefined) return call.outputs.map(() => Int32Array.of(1));
    const isStack = x.shape.length === 3;
    const places = isStack ? call.inputs.get('run/count')!.values[0]! : 1;
    const stride = x.values.length / (isStack ? x.shape[0]! : 1);
    const numbers = new Float32Array(width * (isStack ? most : 1));
    for (let place = 0; place < places; place += 1) {
      const [loss] = new Float32Array(Int32Array.of(x.values[place * stride]!).buffer);
      numbers.set([loss!, loss!, loss!, loss! > 0 ? 1 : 0], place * width);
    }
    return [numbers];
  });
  const session = loadSession(fake.tensorflow, { device: 'cpu', isCompiled }, program, start, {
    limits,
    threads: 1,
    constants,
    isTraining: true,
  });
  const steps = (): SeenCall[] => fake.calls.filter((call) => isStep(call) || isSteps(call));
  return { ...fake, session, steps };
}

/** A batch whose `x` starts with a value. */
function batchWith(value: number, like = 0): Batch {
  const batch = subject.batch(like);
  const x = (batch.fields.get('x') as Float32Array).slice();
  x[0] = value;
  return { ...batch, fields: new Map([...batch.fields, ['x', x]]) };
}

const lossesOf = async (session: Session, values: readonly number[]): Promise<(number | undefined)[]> =>
  (await Promise.all(values.map((value) => session.step(batchWith(value), value / 10)))).map(({ losses }) => losses.get('loss'));

test('as many steps as a call takes are one call, with their rates, and each gets its own numbers', async () => {
  const { session, steps } = open();
  assert.is(session.stepsInFlight, most);
  const values = Array.from({ length: most }, (_, index) => index + 1);
  assert.equal(await lossesOf(session, values), values);
  const [call, ...others] = steps();
  assert.equal(others, []);
  assert.ok(isSteps(call!));
  assert.equal(call?.inputs.get('steps/fields/x/bits')?.shape, [most, 6, 5]);
  assert.equal(call?.inputs.get('run/count')?.values, [most]);
  assert.equal(call?.inputs.get('run/step')?.values, [0]);
  const rates = new Float32Array(Int32Array.from(call!.inputs.get('steps/run/rate/bits')!.values).buffer);
  assert.equal([...rates], [...Float32Array.from(values, (value) => value / 10)]);
  assert.is((await session.state()).step, most);
  await session.dispose();
});

test('fewer wait no longer than until the event loop turns, and one of them is a call of one step', async () => {
  const { session, steps } = open();
  assert.equal(await lossesOf(session, [3, 4, 5]), [3, 4, 5]);
  assert.equal(steps()[0]?.inputs.get('steps/fields/x/bits')?.shape, [3, 6, 5]);
  assert.equal(await lossesOf(session, [6]), [6]);
  assert.ok(isStep(steps()[1]!));
  assert.equal(steps()[1]?.inputs.get('run/step')?.values, [3]);
  assert.is(steps().length, 2);
  await session.dispose();
});

test('a batch of another size is no part of the call of those before it', async () => {
  const { session, steps } = open();
  // Neighbours have different sizes; 0 and 15 have the same.
  const order = [0, 0, 1, 15, 15, 15];
  const results = await Promise.all(order.map((like, index) => session.step(batchWith(index + 1, like), 0.1)));
  assert.equal(
    results.map(({ losses }) => losses.get('loss')),
    [1, 2, 3, 4, 5, 6],
  );
  assert.equal(
    steps().map(({ inputs }) => (inputs.get('run/count')?.values ?? [1])[0]),
    [2, 1, 3],
  );
  await session.dispose();
});

test('a step that is asked for takes the batch as it is then', async () => {
  const { session } = open();
  const batch = batchWith(7);
  const first = session.step(batch, 0.1);
  (batch.fields.get('x') as Float32Array)[0] = 8;
  const second = session.step(batch, 0.1);
  assert.equal([(await first).losses.get('loss'), (await second).losses.get('loss')], [7, 8]);
  await session.dispose();
});

test('compiled steps all have one shape, however many there are', async () => {
  const { session, steps } = open(true);
  for (const count of [1, 2, most])
    await lossesOf(
      session,
      Array.from({ length: count }, () => 1),
    );
  assert.equal(
    steps().map(({ inputs }) => [inputs.get('run/count')?.values[0], inputs.get('steps/fields/x/bits')?.shape[0]]),
    [1, 2, most].map((count) => [count, most]),
  );
  await session.dispose();
});

test('only steps that updated count, and whoever asks for outputs or the state sees those that wait done', async () => {
  const { session, steps } = open();
  const waiting = lossesOf(session, [1, -1, -2]);
  assert.is((await session.state()).step, 1);
  assert.equal(await waiting, [1, -1, -2]);
  const another = lossesOf(session, [1]);
  await session.outputs(subject.batch(0));
  assert.is(steps().length, 2);
  assert.equal(await another, [1]);
  const last = lossesOf(session, [1]);
  await session.dispose();
  assert.equal(await last, [1]);
});

test('a batch that does not fit is refused alone', async () => {
  const { session } = open();
  const good = session.step(batchWith(1), 0.1);
  const bad = { ...batchWith(1), fields: new Map([...batchWith(1).fields].filter(([name]) => name !== 'label')) };
  let problem = '';
  await session.step(bad, 0.1).catch((error: Error) => {
    problem = error.message;
  });
  assert.match(problem, 'no field label');
  assert.is((await good).losses.get('loss'), 1);
  await session.dispose();
});

test('no tensor of a call stays behind', async () => {
  const { session, held } = open();
  await lossesOf(session, [1, 2, 3]);
  await session.state();
  assert.is(held(), 0);
  await session.dispose();
});

test.run();
