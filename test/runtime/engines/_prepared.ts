import * as assert from 'uvu/assert';
import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import type { Program } from '../../../src/compiler/program.ts';
import type { Batch, Engine, Session, StepResult, TrainingState } from '../../../src/runtime/engines/engine.ts';
import { randomInputs } from '../../compiler/program/_random.ts';
import type { Subject } from '../../compiler/program/_subjects.ts';

/** Adam would follow the signs of gradients that are zero but for rounding; rules are held to their definitions elsewhere. */
const optimizer = { rule: 'sgd', rate: 0.02, settings: { momentum: 0.9 }, clipNorm: 1, clipValue: null } as const;

const arrays = { f32: Float32Array, i32: Int32Array, bool: Uint8Array } as const;

/** Values of a tensor as a batch brings them. */
export const valuesOf = ({ dtype, data }: Tensor): Float32Array | Int32Array | Uint8Array =>
  arrays[dtype].from(data as Float64Array);

/** A spec's program with one batch of it, ready for any engine. */
export interface Prepared {
  readonly batch: Batch;
  readonly load: (engine: Engine, from?: TrainingState) => Promise<Session>;
}

export function prepare({ program: own, bindings, labelCounts }: Subject): Prepared {
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
        .map(({ name }) => [name, valuesOf(inputs.get(name)!)] as const),
    );
  const options = { limits: bindings, threads: 2, constants: of(true), isTraining: true };
  const start = { step: 0, tensors: new Map(stored) };
  return { batch: { bindings, fields: of(false) }, load: (engine, from = start) => engine.load(program, from, options) };
}

export async function train({ batch }: Prepared, session: Session, count: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (let step = 0; step < count; step += 1) results.push(await session.step(batch, optimizer.rate));
  return results;
}

/** Everything that can be seen of some steps of training. */
export interface Trained {
  readonly results: readonly StepResult[];
  readonly outputs: ReadonlyMap<string, Float32Array>;
  readonly state: TrainingState;
}

export async function trained(prepared: Prepared, engine: Engine, count: number): Promise<Trained> {
  const session = await prepared.load(engine);
  const results = await train(prepared, session, count);
  const [outputs, state] = [await session.outputs(prepared.batch), await session.state()];
  await session.dispose();
  return { results, outputs, state };
}

const tolerance = 5e-4;

export function assertNear(found: ArrayLike<number> | undefined, expected: ArrayLike<number>, what: string): void {
  assert.is(found?.length, expected.length, `size of ${what}`);
  const scale = Array.from(expected).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-2);
  for (let place = 0; place < expected.length; place += 1) {
    const [one, other] = [found?.[place] as number, expected[place] as number];
    assert.ok(Math.abs(one - other) / scale <= tolerance, `${what}[${place}] is ${one}, expected ${other}; largest ${scale}`);
  }
}

export function assertLosses(found: readonly StepResult[], expected: readonly StepResult[]): void {
  for (const [step, { losses }] of expected.entries())
    for (const [name, loss] of losses) assertNear([found[step]!.losses.get(name)!], [loss], `${name} of step ${step}`);
}

/** Losses and norms of every step, outputs, and every tensor of the state. */
export function assertSame(found: Trained, expected: Trained): void {
  assertLosses(found.results, expected.results);
  for (const [step, { gradientNorm }] of expected.results.entries())
    assertNear([found.results[step]!.gradientNorm!], [gradientNorm!], `norm of step ${step}`);
  for (const [name, values] of expected.outputs) assertNear(found.outputs.get(name), values, name);
  assert.equal([...found.state.tensors.keys()].sort(), [...expected.state.tensors.keys()].sort());
  for (const [name, { data }] of expected.state.tensors) assertNear(found.state.tensors.get(name)?.data, data, name);
}
