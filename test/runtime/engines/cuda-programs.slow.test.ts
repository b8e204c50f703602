import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Program } from '../../../src/compiler/program.ts';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import type { Batch, Engine, Session, StepResult, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { randomInputs } from '../../compiler/program/_random.ts';
import { type Subject, subjects, subjectsWithoutDropout } from '../../compiler/program/_subjects.ts';
import { cudaCompiled, cudaOnProcessor, isCudaThere, valuesOf } from './_cuda.ts';
import { near } from './_program-suite.ts';

const steps = 3;
/** Adam would follow the signs of gradients that are zero but for rounding; rules are held to their definitions elsewhere. */
const optimizer = { rule: 'sgd', rate: 0.02, settings: { momentum: 0.9 }, clipNorm: 1, clipValue: null } as const;

interface Prepared {
  readonly program: Program;
  readonly start: TrainingState;
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
  const start: TrainingState = { step: 0, tensors: new Map(stored) };
  const of = (isPerRun: boolean): Batch['fields'] =>
    new Map(
      program.fields
        .filter((field) => field.isPerRun === isPerRun)
        .map(({ name }) => [name, valuesOf(inputs.get(name)!)] as const),
    );
  const options = { limits: bindings, threads: 2, constants: of(true), isTraining: true };
  return {
    program,
    start,
    batch: { bindings, fields: of(false) },
    load: (engine, from = start) => engine.load(program, from, options),
  };
}

async function train({ batch }: Prepared, session: Session, count: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (let step = 0; step < count; step += 1) results.push(await session.step(batch, optimizer.rate));
  return results;
}

async function trained(prepared: Prepared, engine: Engine, count = steps) {
  const session = await prepared.load(engine);
  const results = await train(prepared, session, count);
  const [outputs, state] = [await session.outputs(prepared.batch), await session.state()];
  await session.dispose();
  return { results, outputs, state };
}

function same(
  found: Awaited<ReturnType<typeof trained>>,
  expected: Awaited<ReturnType<typeof trained>>,
  tolerance: number,
): void {
  for (const [step, { losses, gradientNorm }] of expected.results.entries()) {
    for (const [name, loss] of losses)
      near([found.results[step]!.losses.get(name)!], [loss], tolerance, `${name} of step ${step}`);
    near([found.results[step]!.gradientNorm!], [gradientNorm!], tolerance, `norm of step ${step}`);
  }
  for (const [name, values] of expected.outputs) near(found.outputs.get(name), values, tolerance, name);
  assert.equal([...found.state.tensors.keys()].sort(), [...expected.state.tensors.keys()].sort());
  for (const [name, { data }] of expected.state.tensors) near(found.state.tensors.get(name)?.data, data, tolerance, name);
}

if (await isCudaThere()) {
  for (const subject of subjects()) {
    const prepared = prepare(subject);
    test(`cuda, ${subject.name}: ${steps} steps as the definitions say`, async () => {
      same(await trained(prepared, cudaOnProcessor), await trained(prepared, referenceEngine), 5e-4);
    });

    test(`cuda, ${subject.name}: a state of cpu goes on here, and back`, async () => {
      const [cpu, cuda] = [await prepared.load(cpuEngine), await prepared.load(cudaOnProcessor)];
      await train(prepared, cpu, 1);
      await train(prepared, cuda, 1);
      const swapped = [
        await prepared.load(cudaOnProcessor, await cpu.state()),
        await prepared.load(cpuEngine, await cuda.state()),
      ];
      const [one, other] = [await train(prepared, swapped[0]!, 2), await train(prepared, swapped[1]!, 2)];
      const whole = await train(prepared, cpu, 2);
      for (const results of [one, other])
        for (const [step, { losses }] of whole.entries())
          for (const [name, loss] of losses) near([results[step]!.losses.get(name)!], [loss], 5e-4, `${name} of step ${step}`);
      assert.is((await swapped[0]!.state()).step, 3);
      for (const session of [cpu, cuda, ...swapped]) await session.dispose();
    });
  }

  // Lengths are rounded up to those that are compiled, so masks are drawn for other places; without dropout the numbers stay the same.
  for (const subject of subjectsWithoutDropout()) {
    const prepared = prepare(subject);
    // One step: where two values of a pool are all but equal, a compiled product that is rounded otherwise gives the gradient to the other one.
    test(`cuda with XLA, ${subject.name}: a step as the definitions say`, async () => {
      same(await trained(prepared, cudaCompiled, 1), await trained(prepared, referenceEngine, 1), 5e-4);
    });
  }
}

test.run();
