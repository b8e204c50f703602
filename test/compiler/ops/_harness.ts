import * as assert from 'uvu/assert';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import { resolveShape } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../src/compiler/graph/graph.ts';
import { sizeOf, type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { threefry } from '../../../src/compiler/graph/threefry.ts';
import { verify } from '../../../src/compiler/graph/verify.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { type CaseInput, caseBindings, type OpCase } from './_cases.ts';

/** Numbers of an input of a case, the same in every run. `stream` tells inputs apart; `before` are the inputs before it. */
export function numbersFor({ shape, holds }: CaseInput, stream: number, before: readonly Tensor[] = []): Tensor {
  const sizes = resolveShape(shape, caseBindings);
  const draws = Array.from({ length: sizeOf(sizes) }, (_, element) => threefry(2024, stream, 0, element) / 2 ** 32);
  const map = (apply: (draw: number) => number): number[] => draws.map(apply);
  if (holds === 'any') return tensor(sizes, Float64Array.from(map((draw) => 3 * draw - 1.5)));
  if (holds === 'positive') return tensor(sizes, Float64Array.from(map((draw) => 0.3 + 1.7 * draw)));
  if (holds === 'tied') return tensor(sizes, Float64Array.from(map((draw) => Math.floor(3 * draw) / 2 - 0.5)));
  if (holds === 'bool') return tensor(sizes, Uint8Array.from(map((draw) => Number(draw < 0.5))));
  if ('idsBelow' in holds) return tensor(sizes, Int32Array.from(map((draw) => Math.floor(draw * holds.idsBelow))));
  return holds.resultOf.evaluate(before, holds.attributes, { bindings: caseBindings, seed: 0, step: 0 })[0] as Tensor;
}

/** A case as a graph: inputs `x0`, `x1`, ..., and one use of the op. */
export function buildCase({ op, inputs, attributes }: OpCase): {
  values: Value[];
  outputs: readonly Value[];
  tensors: Map<string, Tensor>;
} {
  const g = new Builder();
  const tensors = new Map<string, Tensor>();
  for (const [place, each] of inputs.entries()) tensors.set(`x${place}`, numbersFor(each, place, [...tensors.values()]));
  const values = inputs.map((each, place) =>
    g.call(input, [], { name: `x${place}`, shape: each.shape, dtype: tensors.get(`x${place}`)?.dtype as string }),
  );
  return { values, outputs: g.callAll(op, values, attributes), tensors };
}

/** `name(shapes) attributes`, as a title. */
export const titleOf = ({ op, inputs, attributes }: OpCase): string =>
  `${op.name}(${inputs.map(({ shape }) => `[${shape.join(', ')}]`).join(', ')}) ${JSON.stringify(attributes)}`;

/** The shape rule says what the evaluator gives, and the costs are counts. */
export function checkShapes(each: OpCase): void {
  const { outputs, tensors } = buildCase(each);
  const graph = graphOf(new Map(outputs.map((value, index) => [`y${index}`, value])));
  verify(graph, 'building the case');
  const results = evaluate(graph, { inputs: tensors, bindings: caseBindings });
  for (const [index, value] of outputs.entries()) {
    const result = results.get(`y${index}`) as Tensor;
    assert.equal(result.shape, resolveShape(value.shape, caseBindings));
    assert.is(result.dtype, value.dtype);
    assert.is(result.data.length, sizeOf(result.shape));
  }
  const sizes = (values: readonly Value[]): number[][] => values.map(({ shape }) => resolveShape(shape, caseBindings));
  const flops = each.op.flops(sizes(outputs[0]?.node.inputs ?? []), sizes(outputs), each.attributes);
  assert.ok(Number.isInteger(flops) && flops >= 0, `flops ${flops}`);
}

/** The gradient of a random weighting of the outputs by every input that has one, as outputs `gradient/x0`, ...; `null` where there is none. */
export function buildGradient(each: OpCase): { graph: Graph; tensors: Map<string, Tensor> } | null {
  const { values, outputs, tensors } = buildCase(each);
  const asked = (each.differentiableOutputs ?? [...outputs.keys()]).map((index) => outputs[index] as Value);
  const trained = values.filter(({ dtype }) => dtype === 'f32');
  if (each.op.gradient === undefined || trained.length === 0 || asked.some(({ dtype }) => dtype !== 'f32')) return null;
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
  const named = [...dense].map(([x, dx]): [string, Value] => [`gradient/${x.node.attributes.name}`, dx]);
  assert.ok(named.length > 0);
  return { graph: graphOf(new Map(named)), tensors };
}

const step = 1e-5;

/** The gradient rule against central differences of a random weighting of the outputs. Ops without a rule must stop gradients. */
export function checkGradient(each: OpCase, tolerance = 1e-6): void {
  const { values, outputs, tensors } = buildCase(each);
  const trained = values.filter(({ dtype }) => dtype === 'f32');
  const asked = (each.differentiableOutputs ?? [...outputs.keys()]).map((index) => outputs[index] as Value);
  if (trained.length === 0 || asked.some(({ dtype }) => dtype !== 'f32')) return;

  const g = new Builder();
  const parts = asked.map((value, index) => {
    const name = `weight${index}`;
    tensors.set(name, numbersFor({ shape: value.shape, holds: 'any' }, 100 + index));
    const weighted = g.call(multiply, [value, g.call(input, [], { name, shape: value.shape })]);
    return g.call(reduceSum, [weighted], { axes: value.shape.map((_, axis) => axis) });
  });
  const loss = parts.reduce((total, part) => g.call(add, [total, part]));
  const { dense, unreached } = differentiate(loss, trained);
  if (each.op.gradient === undefined) {
    assert.is(unreached.length, trained.length, 'an op without a rule stops gradients');
    return;
  }
  assert.equal(
    unreached.map(({ node }) => node.attributes),
    [],
  );

  const graph = graphOf(new Map([['loss', loss], ...[...dense].map(([x, dx]) => [nameOf(x), dx] as const)]));
  verify(graph, 'differentiate');
  const results = evaluate(graph, { inputs: tensors, bindings: caseBindings });
  const lossGraph = graphOf(new Map([['loss', loss]]));
  const lossWith = (name: string, place: number, change: number): number => {
    const original = tensors.get(name) as Tensor;
    const data = Float64Array.from(original.data);
    data[place] = (data[place] as number) + change;
    const inputs = new Map(tensors).set(name, tensor(original.shape, data));
    return evaluate(lossGraph, { inputs, bindings: caseBindings }).get('loss')?.data[0] as number;
  };
  for (const x of trained) {
    const gradient = results.get(nameOf(x)) as Tensor;
    assert.equal(gradient.shape, (tensors.get(nameOf(x)) as Tensor).shape);
    for (let place = 0; place < gradient.data.length; place += 1) {
      const difference = (lossWith(nameOf(x), place, step) - lossWith(nameOf(x), place, -step)) / (2 * step);
      const found = gradient.data[place] as number;
      const error = Math.abs(found - difference) / Math.max(1, Math.abs(difference));
      assert.ok(error < tolerance, `${nameOf(x)}[${place}]: the rule gives ${found}, central differences ${difference}`);
    }
  }
}

const nameOf = (value: Value): string => value.node.attributes.name as string;
