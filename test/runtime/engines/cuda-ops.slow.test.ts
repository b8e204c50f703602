import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf } from '../../../src/compiler/graph/graph.ts';
import { type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { caseBindings, cases } from '../../compiler/ops/_cases.ts';
import { buildCase, buildGradient, titleOf } from '../../compiler/ops/_harness.ts';
import { cudaOnProcessor, isCudaThere, runOnCuda } from './_cuda.ts';

const tolerance = 1e-4;

/** Every output of the graph through TensorFlow's session against the definitions in float64. */
async function compare(graph: Graph, given: ReadonlyMap<string, Tensor>, bindings: Bindings): Promise<void> {
  // Inputs that float32 holds exactly, so that comparisons fall out alike on both sides.
  const inputs = new Map(
    [...given].map(([name, one]) => [
      name,
      one.dtype === 'f32' ? tensor(one.shape, (one.data as Float64Array).map(Math.fround)) : one,
    ]),
  );
  const expected = evaluate(graph, { inputs, bindings });
  const found = await runOnCuda(cudaOnProcessor, graph, inputs, bindings);
  assert.equal([...found.keys()].sort(), [...expected.keys()].sort());
  for (const [name, { data }] of expected) {
    const values = found.get(name) as ArrayLike<number>;
    assert.is(values.length, data.length, `size of ${name}`);
    const scale = Math.max(1, ...Array.from(data, (value) => Math.abs(value)));
    for (const [place, value] of data.entries())
      assert.ok(
        Math.abs((values[place] as number) - value) / scale <= tolerance,
        `${name}[${place}]: ${values[place]}, ${value}`,
      );
  }
}

if (await isCudaThere()) {
  // Masks are drawn in training only; the programs hold them to the definition.
  for (const each of cases.filter(({ op }) => op.name !== 'keepMask')) {
    test(`cuda: ${titleOf(each)}`, () => {
      const { outputs, tensors } = buildCase(each);
      return compare(graphOf(new Map(outputs.map((value, index) => [`y${index}`, value]))), tensors, caseBindings);
    });
    const gradient = buildGradient(each);
    if (gradient !== null)
      test(`cuda, gradient: ${titleOf(each)}`, () => compare(gradient.graph, gradient.tensors, caseBindings));
  }
}

test.run();
