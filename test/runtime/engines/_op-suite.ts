import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf } from '../../../src/compiler/graph/graph.ts';
import { type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { caseBindings, cases, type OpCase } from '../../compiler/ops/_cases.ts';
import { buildCase, buildGradient, titleOf } from '../../compiler/ops/_harness.ts';

/** What a graph gave, as plain numbers. */
export interface Result {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Runs a graph once, from tensors of the reference evaluator. Seed and step of masks are 0. */
export type RunGraph = (
  graph: Graph,
  tensors: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
) => Promise<ReadonlyMap<string, Result>>;

const tolerance = 1e-4;

/** Inputs that float32 holds exactly, so that comparisons fall out alike on both sides. */
const rounded = (tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> =>
  new Map(
    [...tensors].map(([name, { shape, dtype, data }]) => [
      name,
      dtype === 'f32' ? tensor(shape, (data as Float64Array).map(Math.fround)) : tensor(shape, data),
    ]),
  );

/** Every output of the graph against the definitions in float64. */
export async function compare(
  run: RunGraph,
  graph: Graph,
  given: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
): Promise<void> {
  const tensors = rounded(given);
  const expected = evaluate(graph, { inputs: tensors, bindings });
  const found = await run(graph, tensors, bindings);
  assert.equal([...found.keys()].sort(), [...expected.keys()].sort());
  for (const [name, { shape, data }] of expected) {
    const { shape: foundShape, values } = found.get(name) ?? { shape: [], values: [] };
    assert.equal(foundShape, shape, `shape of ${name}`);
    let scale = 1;
    for (const value of data) scale = Math.max(scale, Math.abs(value));
    for (const [place, value] of data.entries()) {
      const error = Math.abs((values[place] as number) - value) / scale;
      assert.ok(error <= tolerance, `${name}[${place}] is ${values[place]}, by definition ${value}`);
    }
  }
}

const forward = async (run: RunGraph, each: OpCase): Promise<void> => {
  const { outputs, tensors } = buildCase(each);
  await compare(run, graphOf(new Map(outputs.map((value, index) => [`y${index}`, value]))), tensors, caseBindings);
};

/** The gradient of a random weighting of the outputs, by every input that has one. */
async function backward(run: RunGraph, each: OpCase): Promise<void> {
  const built = buildGradient(each);
  if (built !== null) await compare(run, built.graph, built.tensors, caseBindings);
}

/** Every operation, forward and gradient, on every case of the operations' own tests (or these), against their definitions. */
export function opSuite(name: string, run: RunGraph, only: readonly OpCase[] = cases): void {
  for (const each of only) {
    test(`${name}: ${titleOf(each)}`, () => forward(run, each));
    test(`${name}, gradient: ${titleOf(each)}`, () => backward(run, each));
  }
}
