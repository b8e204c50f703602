import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../src/compiler/graph/graph.ts';
import { type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { caseBindings, cases, type OpCase } from '../../compiler/ops/_cases.ts';
import { buildCase, numbersFor, titleOf } from '../../compiler/ops/_harness.ts';

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
  const { values, outputs, tensors } = buildCase(each);
  const asked = (each.differentiableOutputs ?? [...outputs.keys()]).map((index) => outputs[index] as Value);
  const trained = values.filter(({ dtype }) => dtype === 'f32');
  if (each.op.gradient === undefined || trained.length === 0 || asked.some(({ dtype }) => dtype !== 'f32')) return;
  const g = new Builder();
  const parts = asked.map((value, index) => {
    const name = `weight${index}`;
    tensors.set(name, numbersFor({ shape: value.shape, holds: 'any' }, 100 + index));
    const weighted = g.call(multiply, [value, g.call(input, [], { name, shape: value.shape })]);
    return g.call(reduceSum, [weighted], { axes: value.shape.map((_, axis) => axis) });
  });
  const { dense } = differentiate(
    parts.reduce((total, part) => g.call(add, [total, part])),
    trained,
  );
  const outputsByName = [...dense].map(([x, dx]): [string, Value] => [`gradient/${x.node.attributes.name}`, dx]);
  assert.ok(outputsByName.length > 0);
  await compare(run, graphOf(new Map(outputsByName)), tensors, caseBindings);
}

/** Every operation, forward and gradient, on every case of the operations' own tests, against their definitions. */
export function opSuite(name: string, run: RunGraph): void {
  for (const each of cases) {
    test(`${name}: ${titleOf(each)}`, () => forward(run, each));
    test(`${name}, gradient: ${titleOf(each)}`, () => backward(run, each));
  }
}
