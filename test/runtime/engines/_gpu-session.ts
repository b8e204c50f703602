import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Engine, Session, StepResult } from '../../../src/runtime/engines/engine.ts';
import { dense, embeddingTokens, type Subject } from './_programs.ts';

const adam = { rule: 'adam', rate: 0.01, settings: {}, clipNorm: null, clipValue: null } as const;

const load = (engine: Engine, { program, start, limits, constants }: Subject): Promise<Session> =>
  engine.load(program, start, { limits, threads: 1, constants, isTraining: true });

const valuesOf = async (session: Session): Promise<[string, Float32Array][]> =>
  [...(await session.state()).tensors].map(([name, { data }]) => [name, data]);

/** What holds for a session that lets several steps be under way: nothing but the time may differ. */
export function stepsUnderWay(engine: Engine): void {
  for (const make of [dense, embeddingTokens]) {
    const subject = make(adam);
    test(`${engine.name}, ${subject.name}: steps under way together are the steps one by one, bit by bit`, async () => {
      const [one, other] = [await load(engine, subject), await load(engine, subject)];
      const inTurn: StepResult[] = [];
      for (let index = 0; index < 8; index += 1) inTurn.push(await one.step(subject.batch(index), 0.01));
      const together = await Promise.all(Array.from({ length: 8 }, (_, index) => other.step(subject.batch(index), 0.01)));
      assert.equal(together, inTurn);
      assert.equal(await valuesOf(other), await valuesOf(one));
      await one.dispose();
      await other.dispose();
    });
  }

  test(`${engine.name}: what is under way behind a lost loss changes nothing either`, async () => {
    const subject = dense(adam);
    const session = await load(engine, subject);
    await session.step(subject.batch(0), 0.01);
    const before = await valuesOf(session);
    const batch = subject.batch(1);
    const x = (batch.fields.get('x') as Float32Array).map(() => Number.NaN);
    const lost = { ...batch, fields: new Map([...batch.fields, ['x', x]]) };
    const results = await Promise.all([session.step(lost, 0.01), session.step(batch, 0.01), session.step(batch, 0.01)]);
    assert.equal(
      results.map(({ losses }) => Number.isNaN(losses.get('loss'))),
      [true, false, false],
    );
    assert.equal(await valuesOf(session), before);
    assert.is((await session.state()).step, 1);
    await session.step(batch, 0.01);
    assert.is((await session.state()).step, 2);
    assert.not.equal(await valuesOf(session), before);
    await session.dispose();
  });
}
