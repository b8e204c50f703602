import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Program } from '../../../src/compiler/program.ts';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import type { Batch, Engine, Session, StepResult, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { randomInputs } from '../../compiler/program/_random.ts';
import { type Subject, subjects } from '../../compiler/program/_subjects.ts';

const steps = 3;

/** Adam would follow the signs of gradients that are zero but for rounding; rules are held to their definitions elsewhere. */
const optimizer = { rule: 'sgd', rate: 0.02, settings: { momentum: 0.9 }, clipNorm: 1, clipValue: null } as const;

const arrays = { f32: Float32Array, i32: Int32Array, bool: Uint8Array } as const;

interface Prepared {
  readonly batch: Batch;
  readonly load: (engine: Engine, from?: TrainingState) => Promise<Session>;
}

function prepare({ program: own, bindings, labelCounts }: Subject): Prepared {
  const program: Program = { ...own, optimizer };
  const inputs = randomInputs(program, bindings, labelCounts);
  const stored = [...program.parameters, ...program.buffers].map(({ name }) => {
    const { shape, data } = inputs.get(name)!;
    return [name, { shape, data: Float32Array.from(data as Float64Array) }] as const;
  });
  const of = (isPerRun: boolean): Batch['fields'] =>
    new Map(
      program.fields
        .filter((field) => field.isPerRun === isPerRun)
        .map(({ name }) => [name, arrays[inputs.get(name)!.dtype].from(inputs.get(name)!.data as Float64Array)] as const),
    );
  const options = { limits: bindings, threads: 2, constants: of(true), isTraining: true };
  const start = { step: 0, tensors: new Map(stored) };
  return { batch: { bindings, fields: of(false) }, load: (engine, from = start) => engine.load(program, from, options) };
}

async function train({ batch }: Prepared, session: Session, count: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (let step = 0; step < count; step += 1) results.push(await session.step(batch, optimizer.rate));
  return results;
}

async function trained(prepared: Prepared, engine: Engine) {
  const session = await prepared.load(engine);
  const results = await train(prepared, session, steps);
  const [outputs, state] = [await session.outputs(prepared.batch), await session.state()];
  await session.dispose();
  return { results, outputs, state };
}

export function near(found: ArrayLike<number> | undefined, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.is(found?.length, expected.length, `size of ${what}`);
  const scale = Array.from(expected).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-2);
  for (let place = 0; place < expected.length; place += 1) {
    const [one, other] = [found?.[place] as number, expected[place] as number];
    assert.ok(Math.abs(one - other) / scale <= tolerance, `${what}[${place}] is ${one}, expected ${other}; largest ${scale}`);
  }
}

/** Every shipped spec, and one with every kind in it: training steps as the definitions say, and checkpoints of `cpu` and back. */
export function programSuite(engine: Engine): void {
  for (const subject of subjects()) {
    const prepared = prepare(subject);
    test(`${engine.name}, ${subject.name}: ${steps} steps as the definitions say`, async () => {
      const [found, expected] = [await trained(prepared, engine), await trained(prepared, referenceEngine)];
      for (const [step, { losses, gradientNorm }] of expected.results.entries()) {
        const own = found.results[step]!;
        for (const [name, loss] of losses) near([own.losses.get(name)!], [loss], 5e-4, `${name} of step ${step}`);
        near([own.gradientNorm!], [gradientNorm!], 5e-4, `norm of step ${step}`);
      }
      for (const [name, values] of expected.outputs) near(found.outputs.get(name), values, 5e-4, name);
      assert.equal([...found.state.tensors.keys()].sort(), [...expected.state.tensors.keys()].sort());
      for (const [name, { data }] of expected.state.tensors) near(found.state.tensors.get(name)?.data, data, 5e-4, name);
    });

    test(`${engine.name}, ${subject.name}: a state of cpu goes on here, and back`, async () => {
      const [cpu, own] = [await prepared.load(cpuEngine), await prepared.load(engine)];
      await train(prepared, cpu, 1);
      await train(prepared, own, 1);
      const swapped = [await prepared.load(engine, await cpu.state()), await prepared.load(cpuEngine, await own.state())];
      const runs = [await train(prepared, swapped[0]!, 2), await train(prepared, swapped[1]!, 2)];
      const whole = await train(prepared, cpu, 2);
      for (const results of runs)
        for (const [step, { losses }] of whole.entries())
          for (const [name, loss] of losses) near([results[step]!.losses.get(name)!], [loss], 5e-4, `${name} of step ${step}`);
      assert.is((await swapped[0]!.state()).step, 3);
      for (const session of [cpu, own, ...swapped]) await session.dispose();
    });
  }
}
