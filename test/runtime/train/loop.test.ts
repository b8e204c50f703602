import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { checkpoints, type Snapshot } from '../../../src/runtime/train/hooks/checkpoints.ts';
import { divergenceGuard } from '../../../src/runtime/train/hooks/divergence-guard.ts';
import { earlyStopping } from '../../../src/runtime/train/hooks/early-stopping.ts';
import { StopWish } from '../../../src/runtime/train/stop.ts';
import { type FakeRun, fakeRun, stepsPerEpoch } from './_fake-run.ts';

const test = suite('training loop');

const epochEnds = ({ events }: FakeRun) =>
  events.flatMap((event) => (event.type === 'epoch_end' ? [{ ...event, seconds: 0 }] : []));

test('every epoch has all its batches, and ends with one event', async () => {
  const run = await fakeRun();
  assert.is(run.ended.reason, 'epochs');
  assert.is(run.ended.position.step, 4 * stepsPerEpoch);
  assert.equal(
    epochEnds(run).map(({ epoch, step }) => [epoch, step]),
    [1, 2, 3, 4].map((epoch) => [epoch, epoch * stepsPerEpoch]),
  );
});

test('a run that is taken up after any step ends with the very same numbers', async () => {
  const whole = await fakeRun();
  const snapshots: Snapshot[] = [];
  await fakeRun({
    hooks: ({ judge, session }) => [
      {
        async afterStep(_, position) {
          snapshots.push({ state: await session.state(), position, judge: judge.state });
        },
        async afterEpoch(_, position) {
          snapshots.push({ state: await session.state(), position, judge: judge.state });
        },
      },
    ],
  });
  assert.is(snapshots.length, 4 * stepsPerEpoch + 4);
  for (const from of snapshots) {
    // What a checkpoint does to it: JSON and back.
    const resumed = await fakeRun({ from: { ...from, position: JSON.parse(JSON.stringify(from.position)) } });
    assert.is(resumed.weight, whole.weight, `from step ${from.position.step}`);
    assert.equal(resumed.ended, whole.ended);
    assert.equal(resumed.judge.state, whole.judge.state);
    assert.equal(epochEnds(resumed), epochEnds(whole).slice(from.position.epoch));
  }
});

test('steps that are under way together change nothing but the time', async () => {
  const whole = await fakeRun();
  assert.is(whole.mostUnderWay, 1);
  for (const stepsInFlight of [1, 2, 3, 9]) {
    const run = await fakeRun({ stepsInFlight });
    assert.is(run.mostUnderWay, Math.min(stepsInFlight, stepsPerEpoch));
    assert.is(run.weight, whole.weight);
    assert.equal(run.ended, whole.ended);
    assert.equal(epochEnds(run), epochEnds(whole));
    const saved: [step: number, state: number][] = [];
    let clock = 0;
    await fakeRun({
      stepsInFlight,
      hooks: ({ judge, session, emit }) => [
        {
          afterStep() {
            clock += 1100;
          },
        },
        checkpoints({
          capture: () => session.state(),
          judge: () => judge.state,
          save: (kind, { state, position }) => {
            saved.push([position.step, state.step]);
            return kind;
          },
          resumedFrom: null,
          emit,
          nowMs: () => clock,
        }),
      ],
    });
    const isWithinEpoch = saved.some(([step]) => step % stepsPerEpoch !== 0);
    assert.is(isWithinEpoch, stepsInFlight < stepsPerEpoch, 'saved within an epoch');
    for (const [step, state] of saved) assert.is(state, step, 'what is saved is where the position says');
  }
});

test('the wish to stop ends training after the batch, and the rest can be done later', async () => {
  const whole = await fakeRun();
  for (const wished of [1, stepsPerEpoch - 1, stepsPerEpoch, stepsPerEpoch + 1]) {
    const stop = new StopWish();
    let kept: Snapshot | undefined;
    const run = await fakeRun({
      stop,
      hooks: ({ judge, session }) => [
        {
          afterStep: (_, { step }) => (step === wished ? stop.utter() : undefined),
          async atEnd(position) {
            kept = { state: await session.state(), position, judge: judge.state };
          },
        },
      ],
    });
    assert.is(run.ended.reason, 'stopped');
    assert.is(run.ended.position.step, wished);
    assert.ok(kept !== undefined);
    assert.is((await fakeRun({ from: kept })).weight, whole.weight);
  }
});

test('patience ends training, and ends it again at once when resumed', async () => {
  const values = [5, 4, 4, 6, 3, 1];
  const options = {
    epochs: 6,
    validationLoss: (_: number, epoch: number) => values[epoch - 1] as number,
    hooks: ({ judge }: { readonly judge: FakeRun['judge'] }) => [earlyStopping(judge, 2)],
  };
  const run = await fakeRun(options);
  assert.is(run.ended.reason, 'patience');
  assert.is(run.ended.position.epoch, 4);
  assert.equal(run.judge.state, { bestValue: 4, bestEpoch: 2, epochsWithoutGain: 2 });
  const state = {
    step: run.ended.position.step,
    tensors: new Map([['weight', { shape: [1], data: Float32Array.of(run.weight) }]]),
  };
  const again = await fakeRun({ ...options, from: { state, position: run.ended.position, judge: run.judge.state } });
  assert.is(again.ended.reason, 'patience');
  assert.is(again.ended.position.step, run.ended.position.step);
});

test('a NaN is never better, and a first value always is', async () => {
  const values = [Number.NaN, Number.NaN, 3, Number.NaN];
  const run = await fakeRun({ validationLoss: (_, epoch) => values[epoch - 1] as number });
  assert.equal(
    epochEnds(run).map(({ isBest, bestEpoch }) => [isBest, bestEpoch]),
    [
      [true, 1],
      [false, 1],
      [true, 3],
      [false, 3],
    ],
  );
});

test('a loss that is not finite ends training with its step and head', async () => {
  let saved = 0;
  const failure = await fakeRun({
    loss: (step) => (step === 6 ? Number.POSITIVE_INFINITY : 1),
    hooks: () => [
      divergenceGuard(),
      {
        afterStep() {
          saved += 1;
        },
      },
    ],
  }).then(
    () => null,
    (error: unknown) => error,
  );
  assert.instance(failure, Failure);
  const [diagnostic] = (failure as Failure).diagnostics;
  assert.is(diagnostic?.code, 'E0921');
  assert.match(diagnostic?.message ?? '', /step 7 \(epoch 2\).*head `mood` is Infinity/);
  assert.is(saved, 6, 'hooks behind the guard never see the step');
});

test('checkpoints: best before last, whole at the end, not more often than the clock allows', async () => {
  let clock = 0;
  const written: string[] = [];
  await fakeRun({
    validationLoss: (_, epoch) => Math.abs(epoch - 3),
    hooks: ({ judge, session, emit }) => [
      {
        afterStep() {
          clock += 100;
        },
      },
      checkpoints({
        capture: () => session.state(),
        judge: () => judge.state,
        save: (kind, { position, judge: known }) => {
          written.push(`${kind} ${position.epoch}:${position.batchOfEpoch} best=${known.bestEpoch}`);
          return kind;
        },
        resumedFrom: null,
        emit,
        nowMs: () => clock,
      }),
    ],
  });
  // 400 ms an epoch: at the end of the first, when a second has passed since, and at the end.
  assert.equal(written, ['best 1:0 best=1', 'last 1:0 best=1', 'best 3:0 best=3', 'last 3:2 best=3', 'last 4:0 best=3']);
});

test('the best epoch is saved when the loss is lost, however short ago the last save was', async () => {
  const written: string[] = [];
  await fakeRun({
    loss: (step) => (step === 3 * stepsPerEpoch ? Number.NaN : 1),
    validationLoss: (_, epoch) => -epoch,
    hooks: ({ judge, session, emit }) => [
      divergenceGuard(),
      checkpoints({
        capture: () => session.state(),
        judge: () => judge.state,
        save: (kind, { position }) => {
          written.push(`${kind} ${position.epoch}`);
          return kind;
        },
        resumedFrom: null,
        emit,
        nowMs: () => 0,
      }),
    ],
  }).then(
    () => assert.unreachable(),
    (error: unknown) => assert.instance(error, Failure),
  );
  assert.equal(written, ['best 1', 'last 1', 'best 3']);
});

test('a save that fails ends training and leaves what was saved before', async () => {
  const written: number[] = [];
  const clock = 0;
  const failure = await fakeRun({
    hooks: ({ judge, session, emit }) => [
      checkpoints({
        capture: () => session.state(),
        judge: () => judge.state,
        save: (kind, { position }) => {
          if (position.epoch >= 2) throw new Failure();
          if (kind === 'last') written.push(position.epoch);
          return kind;
        },
        resumedFrom: null,
        emit,
        nowMs: () => clock,
      }),
    ],
  }).then(
    () => null,
    (error: unknown) => error,
  );
  assert.instance(failure, Failure);
  assert.equal(written, [1]);
});

test.run();
