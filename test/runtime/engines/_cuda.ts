import { type Bindings, resolveShape, symbolsOf } from '../../../src/compiler/graph/dimension.ts';
import type { Graph } from '../../../src/compiler/graph/graph.ts';
import { sizeOf, type Tensor } from '../../../src/compiler/graph/tensor.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { cudaEngine } from '../../../src/runtime/engines/cuda/cuda-engine.ts';
import { type Engine, ownWay } from '../../../src/runtime/engines/engine.ts';
import { valuesOf } from './_prepared.ts';

/** The engine on the processor: the same graphs, calls and checks as on a graphics card. */
export const cudaOnProcessor = cudaEngine.settings!.apply({ ...ownWay, device: 'cpu' });

/** The same with the step compiled by XLA. */
export const cudaCompiled = cudaEngine.settings!.apply({ device: 'cpu', xla: true });

/** Whether the engine can be run here; says why not, and how it would. */
export async function isCudaThere(): Promise<boolean> {
  const availability = await cudaOnProcessor.probe();
  if (!availability.isUsable)
    console.log(`skipped: the engine cuda: ${availability.reason} (\`emoc engine install cuda --device cpu\`, or EMOC_ENGINES)`);
  return availability.isUsable;
}

/** Runs any graph as the inference of a program whose fields are its inputs. Sizes that no input tells come from `bindings`. */
export async function runOnCuda(
  engine: Engine,
  graph: Graph,
  inputs: ReadonlyMap<string, Tensor>,
  bindings: Bindings,
): Promise<ReadonlyMap<string, ArrayLike<number>>> {
  const fields = graph.nodes
    .filter(({ op }) => op.name === 'input')
    .map(({ attributes, outputs: [value] }) => ({ name: attributes.name as string, ...value!, isPerRun: false }));
  const told = new Set(fields.flatMap(({ shape }) => shape).flatMap((dimension) => symbolsOf(dimension).join()));
  const untold = Object.keys(bindings).filter((symbol) => !told.has(symbol));
  const size = { name: 'sizes', initializer: { kind: 'constant', value: 0 }, l2: 0, isTrained: false, isSparse: false } as const;
  const program: Program = {
    name: 'one op',
    seed: 0,
    symbols: [],
    fields,
    parameters: [{ ...size, shape: untold }],
    buffers: [],
    training: graph,
    inference: graph,
    loss: graph,
    optimizer: { rule: 'sgd', rate: 1, settings: {}, clipNorm: null, clipValue: null },
  };
  const shape = resolveShape(untold, bindings);
  const start = { step: 0, tensors: new Map([['sizes', { shape, data: new Float32Array(sizeOf(shape)) }]]) };
  const session = await engine.load(program, start, { limits: bindings, threads: 2, constants: new Map(), isTraining: false });
  try {
    return await session.outputs({ bindings, fields: new Map([...inputs].map(([name, tensor]) => [name, valuesOf(tensor)])) });
  } finally {
    await session.dispose();
  }
}
