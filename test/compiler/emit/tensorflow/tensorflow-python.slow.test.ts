import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emitTensorflow } from '../../../../src/compiler/emit/tensorflow/emit-tensorflow.ts';
import type { EmitTensorflowOptions } from '../../../../src/compiler/emit/tensorflow/tensorflow-graph.ts';
import { Builder } from '../../../../src/compiler/graph/builder.ts';
import { type Bindings, symbolsOf } from '../../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../../src/compiler/graph/graph.ts';
import { runNumbers } from '../../../../src/compiler/graph/run-numbers.ts';
import { type Tensor, tensor } from '../../../../src/compiler/graph/tensor.ts';
import { keepMask } from '../../../../src/compiler/ops/keep-mask.ts';
import { evaluate } from '../../../../src/compiler/passes/evaluate.ts';
import { caseBindings, cases } from '../../ops/_cases.ts';
import { buildCase, buildGradient, titleOf } from '../../ops/_harness.ts';
import { randomInputs } from '../../program/_random.ts';
import { subjects } from '../../program/_subjects.ts';
import { type PythonJob, type PythonResult, printSkipped, runInPython, tensorflowPython } from './_python.ts';

const seed = 77;
const step = 3;

/** Inputs that float32 holds exactly, so that comparisons fall out alike on both sides. */
const rounded = (tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> =>
  new Map(
    [...tensors].map(([name, { shape, dtype, data }]) => [
      name,
      dtype === 'f32' ? tensor(shape, (data as Float64Array).map(Math.fround)) : tensor(shape, data),
    ]),
  );

interface Comparison {
  readonly title: string;
  readonly job: PythonJob;
  readonly expected: ReadonlyMap<string, Tensor>;
  readonly tolerance: number;
}

function comparison(
  title: string,
  graph: Graph,
  given: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
  options: EmitTensorflowOptions,
  tolerance: number,
): Comparison {
  const inputs = rounded(given);
  const scalar = (value: number): Tensor => tensor([], Int32Array.of(value));
  return {
    title,
    expected: evaluate(graph, { inputs, bindings, seed, step }),
    job: {
      graph: emitTensorflow(graph, 'test', options),
      feeds: new Map([...inputs, [runNumbers.seed, scalar(seed)], [runNumbers.step, scalar(step)]]),
    },
    tolerance,
  };
}

function check({ expected, tolerance }: Comparison, { error, outputs = {} }: PythonResult): void {
  assert.is(error, undefined);
  assert.equal(Object.keys(outputs).sort(), [...expected.keys()].sort());
  for (const [name, { shape, data }] of expected) {
    const found = outputs[name];
    assert.equal(found?.shape, shape, `shape of ${name}`);
    const scale = (data as Float64Array).reduce(
      (largest, value) => Math.max(largest, Math.abs(value)),
      tolerance === 0 ? 1 : 0.1,
    );
    for (const [place, value] of data.entries()) {
      const given = found?.data[place] as number;
      const wrong = Math.abs(given - (tolerance === 0 ? Math.fround(value) : value)) / scale;
      assert.ok(wrong <= tolerance, `${name}[${place}]: TensorFlow ${given}, definition ${value}`);
    }
  }
}

const modes = ['call', 'inline'] as const;
const named = (outputs: readonly Value[]): Graph => graphOf(new Map(outputs.map((value, index) => [`y${index}`, value])));

/** Sizes that no input of the graph tells. */
function untold({ nodes }: Graph): Bindings {
  const shapes = nodes.flatMap(({ op, outputs }) => (op.name === 'input' ? outputs.map(({ shape }) => shape) : []));
  const told = new Set(shapes.flat().map((dimension) => symbolsOf(dimension).join()));
  return Object.fromEntries(Object.entries(caseBindings).filter(([symbol]) => !told.has(symbol)));
}

/** Every op, forward and its gradient, with as many sizes as possible from the inputs. */
function opComparisons(): Comparison[] {
  return cases.flatMap((each) => {
    const compared = (title: string, graph: Graph, inputs: ReadonlyMap<string, Tensor>): Comparison =>
      comparison(title, graph, inputs, caseBindings, { composites: 'call', bindings: untold(graph) }, 1e-4);
    const { outputs, tensors } = buildCase(each);
    const forward = compared(titleOf(each), named(outputs), tensors);
    const gradient = buildGradient(each);
    return gradient === null ? [forward] : [forward, compared(`gradient of ${titleOf(each)}`, gradient.graph, gradient.tensors)];
  });
}

/** Every spec, with sizes in the graph and composites as calls, and with sizes bound and composites in place. */
function programComparisons(): Comparison[] {
  return subjects().flatMap(({ name, program, bindings, labelCounts }) => {
    const inputs = randomInputs(program, bindings, labelCounts);
    return modes.flatMap((composites) => {
      const options = { composites, bindings: composites === 'call' ? {} : bindings };
      return (['training', 'inference'] as const).map((part) =>
        comparison(`${name}, ${part}, ${composites}`, program[part], inputs, bindings, options, 1e-4),
      );
    });
  });
}

/** Masks must be the definition's bit for bit. */
const maskComparisons = (): Comparison[] =>
  [1, 0.9, 0.5, 0.3].map((keep) => {
    const mask = new Builder().call(keepMask, [], { site: 4_000_000_000, keep, shape: [70, 30] });
    return comparison(`keepMask ${keep}`, named([mask]), new Map(), {}, { composites: 'call', bindings: {} }, 0);
  });

if (tensorflowPython === null) {
  test.skip('TensorFlow in Python', () => {});
  printSkipped();
} else {
  const comparisons = [...opComparisons(), ...maskComparisons(), ...programComparisons()];
  const results = await runInPython(comparisons.map(({ job }) => job));
  for (const [place, each] of comparisons.entries())
    test(`TensorFlow: ${each.title}`, () => check(each, results[place] as PythonResult));
}

test.run();
