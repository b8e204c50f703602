import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as core from '@tensorflow/tfjs-core';
import { emitTensorflow } from '../../../src/compiler/emit/tensorflow/emit-tensorflow.ts';
import { type Bindings, symbolsOf } from '../../../src/compiler/graph/dimension.ts';
import type { Graph } from '../../../src/compiler/graph/graph.ts';
import { runNumbers } from '../../../src/compiler/graph/run-numbers.ts';
import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import type { CompositeKernel } from '../../../src/runtime/engines/tfjs/backend.ts';
import { compileGraph, release } from '../../../src/runtime/engines/tfjs/compile.ts';
import { createRuntime } from '../../../src/runtime/engines/tfjs/runtime.ts';
import { deviceValue, hostNumber, hostValue, numberOf, numbersOf, type Value } from '../../../src/runtime/engines/tfjs/values.ts';
import { fillKeepMask } from '../../../src/runtime/kernels/threefry.ts';
import type { Result } from './_op-suite.ts';

/** The mask that every engine draws, in JavaScript: tfjs's cpu backend has no unsigned numbers for the composite's body. */
const keepMask: CompositeKernel = (_, [seed, step, sizes], { site, keep }) => {
  const shape = numbersOf(sizes);
  const mask = new Float32Array(shape.reduce((product, size) => product * size, 1));
  fillKeepMask(mask, { seed: numberOf(seed), site: site as number, step: numberOf(step) }, keep as number);
  return [hostValue('f32', shape, mask)];
};

/** Inputs that are shapes to nobody are tensors of the backend, as an engine has them. */
function inputValue(backend: MathBackendCPU, { dtype, shape, data }: Tensor): Value {
  const name = ({ f32: 'float32', i32: 'int32', bool: 'bool' } as const)[dtype];
  const values = dtype === 'f32' ? Float32Array.from(data) : data;
  return deviceValue({ dataId: backend.write(values as Float32Array, [...shape], name), shape: [...shape], dtype: name });
}

/** Runs a graph on tfjs's cpu backend; `times` 2 checks that the first time has left nothing behind. */
export async function runTfjs(
  graph: Graph,
  tensors: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
  times: 1 | 2 = 1,
): Promise<Map<string, Result>> {
  const backend = new MathBackendCPU();
  // Else its first tensor greets.
  Object.assign(backend, { firstUse: false });
  const runtime = createRuntime(core, 'cpu', backend, { overrides: {}, composites: { keepMask } });
  const run = compileGraph(emitTensorflow(graph, 'case', { composites: 'call', bindings: untold(graph, bindings) }), runtime);
  const inputs = new Map([...tensors].map(([name, tensor]): [string, Value] => [name, inputValue(backend, tensor)]));
  for (const name of [runNumbers.seed, runNumbers.step]) inputs.set(name, hostNumber('i32', 0));
  for (const value of inputs.values()) value.holders += 1;
  const once = (): Map<string, Result> => {
    const outputs = run(inputs);
    const read = new Map([...outputs].map(([name, value]) => [name, resultOf(backend, runtime.tensor(value))]));
    for (const value of outputs.values()) release(runtime, value);
    return read;
  };
  if (times === 1) return once();
  once();
  const kept = backend.numDataIds();
  const results = once();
  if (backend.numDataIds() !== kept) throw new Error(`${backend.numDataIds() - kept} tensors were left behind`);
  return results;
}

/** Sizes that no input tells; the others come with each call. */
export const untold = (graph: Graph, bindings: Bindings): Bindings => {
  const shapes = graph.nodes.flatMap(({ op, outputs }) => (op.name === 'input' ? outputs.map(({ shape }) => shape) : []));
  const told = new Set(
    shapes
      .flat()
      .map(symbolsOf)
      .flatMap((symbols) => (symbols.length === 1 ? symbols : [])),
  );
  return Object.fromEntries(Object.entries(bindings).filter(([symbol]) => !told.has(symbol)));
};

const resultOf = (backend: MathBackendCPU, { dataId, shape }: TensorInfo): Result => ({
  shape,
  values: Array.from(backend.readSync(dataId) as Float32Array, Number),
});
