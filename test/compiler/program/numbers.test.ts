import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resolveShape } from '../../../src/compiler/graph/dimension.ts';
import type { Graph } from '../../../src/compiler/graph/graph.ts';
import { graphOf } from '../../../src/compiler/graph/graph.ts';
import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import { type EvaluateSettings, evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { gradientOf } from './_gradients.ts';
import { type Inputs, padded, randomInputs } from './_random.ts';
import { longer, type Subject, subjects, subjectsWithoutDropout } from './_subjects.ts';

const test = suite('numbers of programs');

type Results = ReadonlyMap<string, Tensor>;

const run = (graph: Graph, inputs: Inputs, { bindings }: Subject, more: Partial<EvaluateSettings> = {}): Results =>
  evaluate(graph, { inputs, bindings, seed: 5, step: 2, ...more });

const inputsOf = ({ program, bindings, labelCounts }: Subject): Inputs => randomInputs(program, bindings, labelCounts);

const lossOf = (results: Results): number => results.get('loss')?.data[0] as number;

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.is(actual.length, expected.length, what);
  let size = 1e-12;
  for (let place = 0; place < expected.length; place += 1) size = Math.max(size, Math.abs(expected[place] as number));
  for (let place = 0; place < expected.length; place += 1) {
    const difference = Math.abs((actual[place] as number) - (expected[place] as number)) / size;
    // Also caught: not a number.
    assert.ok(difference <= tolerance, `${what}, place ${place}: ${actual[place]} for ${expected[place]}`);
  }
}

const all = subjects();

for (const subject of all) {
  const { name, program, bindings } = subject;
  const inputs = inputsOf(subject);
  const results = run(program.training, inputs, subject);
  const trained = program.parameters.filter(({ isTrained }) => isTrained);
  const gradients = new Map(
    trained.map((parameter) => [parameter.name, gradientOf(parameter, resolveShape(parameter.shape, bindings), results)]),
  );

  test(`${name}: every trained parameter gets a gradient that is not 0`, () => {
    for (const [parameter, gradient] of gradients) {
      assert.ok(gradient.every(Number.isFinite), parameter);
      assert.ok(
        gradient.some((value) => value !== 0),
        parameter,
      );
    }
  });

  test(`${name}: gradients are the slope of the loss along a random direction, dropout and all`, () => {
    const graph = graphOf(new Map([['loss', program.training.outputs.get('loss') as never]]));
    const random = createRandom(23);
    const directions = trained.map((parameter) => {
      const stream = random.child(parameter.name);
      return (gradients.get(parameter.name) as Float64Array).map(() => stream.normal());
    });
    const slope = trained.reduce((sum, parameter, index) => {
      const gradient = gradients.get(parameter.name) as Float64Array;
      return (
        sum + (directions[index] as Float64Array).reduce((part, value, place) => part + value * (gradient[place] as number), 0)
      );
    }, 0);
    const lossAt = (distance: number): number => {
      const moved: Inputs = new Map(inputs);
      for (const [index, parameter] of trained.entries()) {
        const tensor = inputs.get(parameter.name) as Tensor;
        const direction = directions[index] as Float64Array;
        const data = (tensor.data as Float64Array).map((value, place) => value + distance * (direction[place] as number));
        moved.set(parameter.name, { ...tensor, data });
      }
      return lossOf(run(graph, moved, subject));
    };
    // Short enough that hardly a unit of a large net passes the kink of its activation.
    const step = 1e-6 / Math.sqrt(directions.reduce((count, direction) => count + direction.length, 0));
    const difference = (lossAt(step) - lossAt(-step)) / (2 * step);
    assert.ok(Math.abs(difference - slope) <= 1e-5 * Math.max(1, Math.abs(slope)), `${slope} for ${difference}`);
  });

  test(`${name}: a step is a function of seed and step; masks differ between steps and between seeds`, () => {
    const again = run(program.training, inputs, subject);
    for (const [output, { data }] of results) assert.equal(again.get(output)?.data, data, output);
    const hasDropout = program.training.nodes.some(({ op }) => op.name === 'keepMask');
    const others = [run(program.training, inputs, subject, { step: 3 }), run(program.training, inputs, subject, { seed: 6 })];
    for (const other of others) assert.is(lossOf(other) !== lossOf(results), hasDropout);
  });

  test(`${name}: inference does not depend on seed and step`, () => {
    const outputs = run(program.inference, inputs, subject);
    const other = run(program.inference, inputs, subject, { seed: 6, step: 9 });
    for (const [output, { data }] of outputs) assert.equal(other.get(output)?.data, data, output);
  });
}

for (const subject of subjectsWithoutDropout()) {
  const { name, program, bindings } = subject;
  const inputs = inputsOf(subject);
  const results = run(program.training, inputs, subject);
  const longerInputs = padded(program, inputs, 3);
  const longerBindings = longer(bindings, 3);
  const hasBatchStatistics = program.buffers.length > 0;

  test(`${name}: more padding changes no output`, () => {
    const outputs = run(program.inference, inputs, subject);
    const wider = evaluate(program.inference, { inputs: longerInputs, bindings: longerBindings });
    for (const [output, { data }] of outputs) {
      assert.ok(data.every(Number.isFinite), output);
      assertClose(wider.get(output)?.data as Float64Array, data, 1e-12, output);
    }
  });

  test(`${name}: more padding changes no gradient`, () => {
    const wider = evaluate(program.training, { inputs: longerInputs, bindings: longerBindings });
    for (const parameter of program.parameters.filter(({ isTrained }) => isTrained)) {
      const sizes = resolveShape(parameter.shape, bindings);
      assertClose(gradientOf(parameter, sizes, wider), gradientOf(parameter, sizes, results), 1e-10, parameter.name);
    }
  });

  if (!hasBatchStatistics) {
    test(`${name}: the training loss is the loss of the outputs`, () => {
      const outputs = run(program.inference, inputs, subject);
      const losses = run(program.loss, new Map([...inputs, ...outputs]), subject);
      for (const [loss, { data }] of losses) assertClose(results.get(loss)?.data as Float64Array, data, 1e-12, loss);
    });
  }
}

test.run();
