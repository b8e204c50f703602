import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { OptimizerSettings } from '../../../src/compiler/program.ts';
import { TensorflowSession } from '../../../src/runtime/engines/cuda/tensorflow-session.ts';
import type { Batch, Engine, Session, StepResult, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { cudaCompiled, cudaOnProcessor, isCudaThere } from './_cuda.ts';
import { stepsUnderWay } from './_gpu-session.ts';
import { convolved, dense, type MakeSubject, recurrent, type Subject, subjects } from './_programs.ts';

const adam: OptimizerSettings = { rule: 'adam', rate: 0.01, settings: {}, clipNorm: 1, clipValue: null };
/** More than two calls hold, and no multiple of what one takes. */
const steps = 38;
const rateOf = (step: number): number => 0.01 / (1 + step);

/** Batches of one size, each with values of its own. */
const batchesOf = ({ batch }: Subject): readonly Batch[] => Array.from({ length: 4 }, (_, index) => batch(15 * index));

const load = (engine: Engine, { program, start, limits, constants }: Subject, from: TrainingState = start): Promise<Session> =>
  engine.load(program, from, { limits, threads: 2, constants, isTraining: true });

const valuesOf = ({ step, tensors }: TrainingState): unknown => [step, [...tensors].map(([name, { data }]) => [name, data])];

/** How often TensorFlow is called for steps while something runs. */
async function callsDuring(work: () => Promise<void>): Promise<number> {
  const own = TensorflowSession.prototype.run;
  let calls = 0;
  TensorflowSession.prototype.run = function run(signature, bindings, values, what) {
    if (what === 'a training step') calls += 1;
    return own.call(this, signature, bindings, values, what);
  };
  try {
    await work();
  } finally {
    TensorflowSession.prototype.run = own;
  }
  return calls;
}

const together = (session: Session, batches: readonly Batch[], from: number, to: number): Promise<StepResult[]> =>
  Promise.all(
    Array.from({ length: to - from }, (_, index) =>
      session.step(batches[(from + index) % batches.length]!, rateOf(from + index)),
    ),
  );

/** Several steps a call are the same steps: numbers and state bit by bit, over an interruption, too. */
function sameAsAlone(engine: Engine, name: string, make: MakeSubject): void {
  const subject = make(adam);
  test(`${name}, ${subject.name}: ${steps} steps in few calls are the steps one by one, bit by bit`, async () => {
    const batches = batchesOf(subject);
    const [alone, grouped] = [await load(engine, subject), await load(engine, subject)];
    const expected: StepResult[] = [];
    for (let step = 0; step < steps; step += 1) expected.push(...(await together(alone, batches, step, step + 1)));
    const found: StepResult[] = [];
    const calls = await callsDuring(async () => {
      found.push(...(await together(grouped, batches, 0, steps)));
    });
    assert.is(calls, Math.ceil(steps / 16));
    assert.equal(found, expected);
    assert.equal(valuesOf(await grouped.state()), valuesOf(await alone.state()));

    const first = await load(engine, subject);
    const interrupted = together(first, batches, 0, 7);
    const saved = await first.state();
    const second = await load(engine, subject, saved);
    const resumed = [...(await interrupted), ...(await together(second, batches, 7, steps))];
    assert.equal(resumed, expected);
    assert.equal(valuesOf(await second.state()), valuesOf(await alone.state()));
    for (const session of [alone, grouped, first, second]) await session.dispose();
  });
}

function lostInTheMiddle(engine: Engine, name: string): void {
  for (const [make, poisoned] of [
    [dense, 'x'],
    [convolved, 'face'],
  ] as const) {
    const subject = make({ ...adam, clipNorm: null });
    test(`${name}, ${subject.name}: behind a lost loss no step of the call changes anything`, async () => {
      const batches = batchesOf(subject);
      const [session, expected] = [await load(engine, subject), await load(engine, subject)];
      const batch = batches[0]!;
      const lost = (batch.fields.get(poisoned) as Float32Array).map(() => Number.NaN);
      const given = [...batches.slice(0, 3), { ...batch, fields: new Map([...batch.fields, [poisoned, lost]]) }, ...batches];
      const results = await Promise.all(given.map((one, step) => session.step(one, rateOf(step))));
      assert.equal(
        results.map(({ losses }) => Number.isFinite(losses.get('loss'))),
        given.map((_, step) => step !== 3),
      );
      await together(expected, batches, 0, 3);
      assert.equal(valuesOf(await session.state()), valuesOf(await expected.state()));
      // The next call is open again, and goes on with the number of the step that was lost.
      assert.equal(await together(session, batches, 3, 9), await together(expected, batches, 3, 9));
      assert.equal(valuesOf(await session.state()), valuesOf(await expected.state()));
      for (const one of [session, expected]) await one.dispose();
    });
  }
}

if (await isCudaThere()) {
  stepsUnderWay(cudaOnProcessor);
  for (const make of subjects) sameAsAlone(cudaOnProcessor, 'cuda', make);
  lostInTheMiddle(cudaOnProcessor, 'cuda');

  for (const make of [dense, recurrent]) sameAsAlone(cudaCompiled, 'cuda with XLA', make);
  lostInTheMiddle(cudaCompiled, 'cuda with XLA');
}

test.run();
