import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import type { Engine } from '../../../src/runtime/engines/engine.ts';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { subjects } from '../../compiler/program/_subjects.ts';
import { assertLosses, assertSame, prepare, train, trained } from './_prepared.ts';

const steps = 3;

/** Every shipped spec, and one with every kind in it: training steps as the definitions say, and checkpoints of `cpu` and back. */
export function programSuite(engine: Engine): void {
  for (const subject of subjects()) {
    const prepared = prepare(subject);
    test(`${engine.name}, ${subject.name}: ${steps} steps as the definitions say`, async () => {
      assertSame(await trained(prepared, engine, steps), await trained(prepared, referenceEngine, steps));
    });

    test(`${engine.name}, ${subject.name}: a state of cpu goes on here, and back`, async () => {
      const [cpu, own] = [await prepared.load(cpuEngine), await prepared.load(engine)];
      await train(prepared, cpu, 1);
      await train(prepared, own, 1);
      const swapped = [await prepared.load(engine, await cpu.state()), await prepared.load(cpuEngine, await own.state())];
      const runs = [await train(prepared, swapped[0]!, 2), await train(prepared, swapped[1]!, 2)];
      const whole = await train(prepared, cpu, 2);
      for (const results of runs) assertLosses(results, whole);
      assert.is((await swapped[0]!.state()).step, 3);
      for (const session of [cpu, own, ...swapped]) await session.dispose();
    });
  }
}
