import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { OptimizerSettings } from '../../../src/compiler/program.ts';
import type { Engine, Session, StateTensor, StepResult, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import {
  convolved,
  dense,
  embeddingOuter,
  embeddingTokens,
  embeddingWhole,
  type MakeSubject,
  recurrent,
  type Subject,
  subjects,
} from './_programs.ts';

const plain: OptimizerSettings = { rule: 'sgd', rate: 0.05, settings: {}, clipNorm: null, clipValue: null };

/** Every update rule with the settings that change what it does, and both ways of clipping. */
const optimizers: readonly OptimizerSettings[] = [
  plain,
  { ...plain, settings: { momentum: 0.9 }, clipNorm: 0.5 },
  { ...plain, settings: { momentum: 0.8, nesterov: true }, clipValue: 0.05 },
  { ...plain, rule: 'adam', rate: 0.01 },
  { ...plain, rule: 'adam', rate: 0.01, settings: { beta1: 0.8, epsilon: 1e-3 }, clipNorm: 0.3, clipValue: 0.1 },
  { ...plain, rule: 'adamw', rate: 0.01, settings: { weight_decay: 0.1 } },
  { ...plain, rule: 'rmsprop', rate: 0.003, settings: { epsilon: 1e-3 } },
  { ...plain, rule: 'rmsprop', rate: 0.003, settings: { centred: true, momentum: 0.5, epsilon: 1e-2 } },
  { ...plain, rule: 'adagrad', rate: 0.02, settings: { start: 0.1 } },
];

const adam: OptimizerSettings = { ...plain, rule: 'adam', rate: 0.01 };
const steps = 10;

const load = (engine: Engine, { program, start, limits, constants }: Subject, threads = 1, from = start): Promise<Session> =>
  engine.load(program, from, { limits, threads, constants, isTraining: true });

async function train(session: Session, subject: Subject, from: number, to: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (let index = from; index < to; index += 1)
    results.push(await session.step(subject.batch(index), subject.program.optimizer.rate));
  return results;
}

async function trained(engine: Engine, subject: Subject, threads = 1) {
  const session = await load(engine, subject, threads);
  const results = await train(session, subject, 0, steps);
  const outputs = await session.outputs(subject.batch(1));
  const state = await session.state();
  await session.dispose();
  return { results, outputs, state };
}

function assertNear(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.is(found.length, expected.length, `length of ${what}`);
  const scale = Math.max(1e-3, ...Array.from(expected, Math.abs));
  for (let place = 0; place < expected.length; place += 1) {
    const error = Math.abs((found[place] as number) - (expected[place] as number)) / scale;
    assert.ok(error <= tolerance, `${what}[${place}] is ${found[place]}, expected ${expected[place]}`);
  }
}

const bytesOf = ({ step, tensors }: TrainingState): [string, string][] => [
  ['step', String(step)],
  ...[...tensors].map(([name, { data }]): [string, string] => [
    name,
    Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
  ]),
];

export interface ConformanceOptions {
  /** Which programs are trained with every rule; the others with Adam and both ways of clipping. All of them unless said. */
  readonly withEveryRule?: readonly MakeSubject[];
  /** Numbers of threads; for an engine that has none of its own, one will do. */
  readonly threads?: readonly number[];
}

/** What an engine must do to be one: the numbers of the reference engine, and a life that can be interrupted and repeated. */
export function conformance(
  engine: Engine,
  { withEveryRule = subjects, threads: counts = [1, 2] }: ConformanceOptions = {},
): void {
  for (const make of subjects) {
    for (const optimizer of withEveryRule.includes(make)
      ? optimizers
      : optimizers.filter(({ clipValue, clipNorm }) => clipValue !== null && clipNorm !== null)) {
      const { rule, settings, clipNorm, clipValue } = optimizer;
      const title = `${rule} ${JSON.stringify(settings)} clip ${clipNorm} ${clipValue}`;
      const subject = make(optimizer);
      test(`${engine.name}, ${subject.name}, ${title}: ${steps} steps as the definitions say`, async () => {
        const [found, expected] = [await trained(engine, subject), await trained(referenceEngine, subject)];
        for (const [index, { losses, gradientNorm }] of expected.results.entries()) {
          const own = found.results[index] as StepResult;
          assert.equal([...own.losses.keys()], [...losses.keys()]);
          for (const [name, loss] of losses)
            assertNear([own.losses.get(name) as number], [loss], 1e-4, `${name} of step ${index}`);
          if (gradientNorm === null) assert.is(own.gradientNorm, null);
          else assertNear([own.gradientNorm as number], [gradientNorm], 1e-4, `norm of step ${index}`);
        }
        assert.is(found.state.step, steps);
        assert.equal([...found.state.tensors.keys()].sort(), [...expected.state.tensors.keys()].sort());
        for (const [name, { data, shape }] of expected.state.tensors) {
          const own = found.state.tensors.get(name);
          assert.equal(own?.shape, shape);
          assertNear(own?.data ?? [], data, 2e-4, name);
        }
        for (const [name, values] of expected.outputs) assertNear(found.outputs.get(name) ?? [], values, 2e-4, name);
      });
    }

    const subject = make(adam);
    test(`${engine.name}, ${subject.name}: training changes every trained parameter and buffer`, async () => {
      const { state } = await trained(engine, subject);
      const isFixed = (name: string): boolean =>
        subject.program.parameters.some((parameter) => parameter.name === name && !parameter.isTrained);
      for (const [name, { data }] of subject.start.tensors) {
        const isSame = data.every((value, place) => value === state.tensors.get(name)?.data[place]);
        assert.is(isSame, isFixed(name), name);
      }
    });

    test(`${engine.name}, ${subject.name}: a saved and loaded state continues bit by bit`, async () => {
      const whole = await load(engine, subject);
      await train(whole, subject, 0, 6);
      const first = await load(engine, subject);
      await train(first, subject, 0, 3);
      const saved = await first.state();
      await train(first, subject, 3, 4);
      const second = await load(engine, subject, 1, saved);
      await train(second, subject, 3, 6);
      assert.equal(bytesOf(await second.state()), bytesOf(await whole.state()));
      for (const session of [whole, first, second]) await session.dispose();
    });

    for (const threads of counts) {
      test(`${engine.name}, ${subject.name}, ${threads} threads: two runs are the same bit by bit`, async () => {
        const [one, other] = [await trained(engine, subject, threads), await trained(engine, subject, threads)];
        assert.equal(bytesOf(one.state), bytesOf(other.state));
        assert.equal(
          one.results.map(({ losses }) => [...losses]),
          other.results.map(({ losses }) => [...losses]),
        );
      });
    }
  }

  test(`${engine.name}: outputs stay the caller's own`, async () => {
    const subject = dense(plain);
    const session = await load(engine, subject);
    const first = (await session.outputs(subject.batch(0))).get('output/other') as Float32Array;
    const copy = first.slice();
    await session.step(subject.batch(0), 0.5);
    const second = (await session.outputs(subject.batch(0))).get('output/other') as Float32Array;
    assert.equal(first, copy);
    assert.not.equal(second, copy);
    await session.dispose();
  });

  test(`${engine.name}: a loss that is not finite changes nothing`, async () => {
    for (const make of [dense, convolved]) {
      const subject = make(adam);
      const session = await load(engine, subject);
      await train(session, subject, 0, 2);
      const before = bytesOf(await session.state());
      const batch = subject.batch(2);
      const fields = new Map(batch.fields);
      const poisoned = make === dense ? 'x' : 'face';
      fields.set(
        poisoned,
        (fields.get(poisoned) as Float32Array).map(() => Number.NaN),
      );
      const { losses } = await session.step({ ...batch, fields }, 0.01);
      assert.ok(Number.isNaN(losses.get('loss')));
      assert.equal(bytesOf(await session.state()), before);
      const [{ losses: after }] = (await train(session, subject, 2, 3)) as [StepResult];
      assert.ok(Number.isFinite(after.get('loss')));
      await session.dispose();
    }
  });

  test(`${engine.name}: masks depend on the seed and on the step`, async () => {
    const subject = recurrent({ ...plain, rate: 0 });
    const lossesWith = async (seed: number): Promise<(number | undefined)[]> => {
      const session = await load(engine, { ...subject, program: { ...subject.program, seed } });
      const batch = subject.batch(0);
      const losses = [];
      for (let step = 0; step < 3; step += 1) losses.push((await session.step(batch, 0)).losses.get('loss'));
      await session.dispose();
      return losses;
    };
    const [one, same, other] = [await lossesWith(1), await lossesWith(1), await lossesWith(2)];
    assert.equal(one, same);
    assert.is(new Set([...one, ...other]).size, 6);
  });

  test(`${engine.name}: the programs bring a table's gradient in each of its forms`, () => {
    assert.ok(embeddingTokens(plain).program.training.outputs.has('rows/words/table'));
    assert.ok(embeddingOuter(plain).program.training.outputs.has('scaled-rows/words/table'));
    assert.ok(embeddingWhole(plain).program.training.outputs.has('gradient/words/table'));
  });

  test(`${engine.name}: rows that no batch reads keep their values and slots`, async () => {
    for (const make of [embeddingTokens, embeddingOuter]) {
      const subject = make(adam);
      const session = await load(engine, subject);
      const batch = subject.batch(0);
      const tokens = batch.fields.get('tokens') as Int32Array;
      const unread = [...Array(subject.limits.V_words).keys()].filter((id) => id === 0 || !tokens.includes(id));
      assert.ok(unread.length > 1);
      await session.step(batch, 0.1);
      const { tensors } = await session.state();
      const before = subject.start.tensors.get('words/table')?.data as Float32Array;
      for (const id of unread) {
        const row = (name: string): Float32Array => (tensors.get(name) as StateTensor).data.slice(id * 6, id * 6 + 6);
        assert.equal(row('words/table'), before.slice(id * 6, id * 6 + 6));
        assert.equal(row('mean/words/table'), new Float32Array(6));
      }
      await session.dispose();
    }
  });

  test(`${engine.name}: a session without training has outputs and no steps`, async () => {
    const subject = dense(adam);
    const { program, start, limits, constants } = subject;
    const session = await engine.load(program, start, { limits, threads: 1, constants, isTraining: false });
    const whole = await load(engine, subject);
    assert.equal([...(await session.outputs(subject.batch(0)))], [...(await whole.outputs(subject.batch(0)))]);
    let problem = '';
    await session.step(subject.batch(0), 0.1).catch((error: Error) => {
      problem = error.message;
    });
    assert.match(problem, 'without training');
    assert.equal([...(await session.state()).tensors.keys()].sort(), [...start.tensors.keys()].sort());
    await session.dispose();
    await whole.dispose();
  });

  test(`${engine.name}: after dispose nothing runs, and disposing again is no mistake`, async () => {
    const subject = dense(plain);
    const session = await load(engine, subject);
    await session.dispose();
    await session.dispose();
    for (const use of [
      () => session.step(subject.batch(0), 0.1),
      () => session.outputs(subject.batch(0)),
      () => session.state(),
    ]) {
      let problem = '';
      await use().catch((error: Error) => {
        problem = error.message;
      });
      assert.match(problem, 'disposed');
    }
  });

  test(`${engine.name}: what does not fit is refused before anything is computed`, async () => {
    const subject = dense(plain);
    const session = await load(engine, subject);
    const batch = subject.batch(0);
    const refusal = async (fields: ReadonlyMap<string, Float32Array | Int32Array | Uint8Array>): Promise<string> => {
      try {
        await session.step({ ...batch, fields }, 0.1);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.match(await refusal(new Map([...batch.fields].filter(([name]) => name !== 'label'))), 'no field label');
    assert.match(await refusal(new Map([...batch.fields, ['x', new Float32Array(7)]])), 'x has 7 values');
    await session.dispose();
    const { program, limits, constants, start } = subject;
    for (const name of ['one/kernel', 'hidden/dense_2/bias']) {
      const tensors = new Map([...start.tensors].filter(([key]) => key !== name));
      let problem = '';
      await engine
        .load(program, { step: 0, tensors }, { limits, threads: 1, constants, isTraining: true })
        .catch((error: Error) => {
          problem = error.message;
        });
      assert.match(problem, `no ${name}`);
    }
  });
}
