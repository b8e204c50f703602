/// <reference types="@webgpu/types" />
// A training step of the engine `webgpu` against one of tfjs's `model.fit` on tfjs's own WebGPU backend: the same nets, Adam, the same device.
//
//   npx tsx bench/webgpu/against-fit.ts [--rounds 3] [--steps 5] [--onnxruntime]
//
// `--onnxruntime` adds the forward and backward pass of emoc's own graph on ONNX Runtime's WebGPU execution provider, without an update.
//
// Both take turns, each in a process of its own. It counts what reaches the device, and the processor's time for everything: a software GPU computes there, too. A real GPU
// shows in the milliseconds. Exits 1 where a step takes more than 60 % of the other's time.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type * as tfjsWebgpu from '@tensorflow/tfjs-backend-webgpu';
import type * as core from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import { execa } from 'execa';
import { emitOnnx } from '../../src/compiler/emit/onnx/emit-onnx.ts';
import { resolveShape } from '../../src/compiler/graph/dimension.ts';
import { processSurroundings } from '../../src/runtime/engines/engine-folder.ts';
import { findAdapter, findPackages } from '../../src/runtime/engines/webgpu/gpu.ts';
import { webgpuEngine } from '../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { cases } from '../cases/all.ts';
import type { BenchCase } from '../cases/case.ts';
import { countDevice, type DeviceCounts } from './device-counter.ts';
import { type FitNet, fitNets } from './fit-nets.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '5' },
    onnxruntime: { type: 'boolean', default: false },
    // What this process is to measure, said by the one that started it.
    side: { type: 'string' },
    case: { type: 'string' },
  },
});
const [rounds, steps] = [Number(values.rounds), Number(values.steps)];
const batchSize = 32;
const target = 0.6;

/** One side of the race: trains so many steps. */
type Side = (count: number) => Promise<void>;

function caseNamed(name: string): BenchCase {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
}

async function emocSide({ case: name }: FitNet): Promise<Side> {
  const { program, batch, start, limits } = caseNamed(name).make();
  const session = await webgpuEngine.load(program, start, { limits, threads: 1, constants: new Map(), isTraining: true });
  return async (count) => {
    await Promise.all(Array.from({ length: count }, () => session.step(batch, 1e-3)));
  };
}

/** The program's ONNX graph on ONNX Runtime's own WebGPU: parameters are fed, gradients stay on the device, the loss comes back. */
async function onnxSide({ case: name }: FitNet): Promise<Side> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const { program, batch, start, limits } = caseNamed(name).make();
  const { model, inputs, outputs, sizes } = emitOnnx(program.training, name);
  const feeds: Record<string, InstanceType<typeof Tensor>> = {};
  for (const { name: field, shape } of inputs) {
    const values = (batch.fields.get(field) ?? start.tensors.get(field)?.data) as Float32Array;
    feeds[field] = new Tensor('float32', values, resolveShape(shape, limits));
  }
  for (const { name: size, dtype, dimensions } of sizes) {
    const numbers = resolveShape(dimensions, limits);
    feeds[size] =
      dtype === 'i64'
        ? new Tensor('int64', BigInt64Array.from(numbers, BigInt), [numbers.length])
        : new Tensor('float32', Float32Array.from(numbers), []);
  }
  const isLoss = (output: string): boolean => output === 'loss' || output.startsWith('loss/');
  const preferredOutputLocation = Object.fromEntries(
    outputs.map(({ name: output }) => [output, isLoss(output) ? 'cpu' : 'gpu-buffer'] as const),
  );
  const session = await InferenceSession.create(model, { executionProviders: ['webgpu'], preferredOutputLocation });
  return async (count) => {
    for (let step = 0; step < count; step += 1) {
      const results = await session.run(feeds);
      for (const result of Object.values(results)) if (result.location === 'gpu-buffer') result.dispose();
    }
  };
}

/** tfjs as its documentation has it, with a device that has all of the adapter's limits. */
async function fitSide({ build, input, outputs }: FitNet, tf: Tfjs): Promise<Side> {
  const model = build(tf.layers);
  model.compile({ optimizer: tf.core.train.adam(1e-3), loss: 'meanSquaredError' });
  return async (count) => {
    const rows = count * batchSize;
    const x = tf.core.randomNormal([rows, ...input]);
    const y = Array.from({ length: outputs }, () => tf.core.randomNormal([rows, 1]));
    await model.fit(x, y.length === 1 ? (y[0] as core.Tensor) : y, { batchSize, epochs: 1, verbose: 0, shuffle: false });
    tf.core.dispose([x, ...y]);
  };
}

interface Tfjs {
  readonly core: typeof core;
  readonly layers: typeof layers;
}

async function loadTfjs(adapter: GPUAdapter): Promise<Tfjs> {
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core') as typeof core;
  const { WebGPUBackend } = require('@tensorflow/tfjs-backend-webgpu') as typeof tfjsWebgpu;
  const requiredLimits: Record<string, number> = {};
  for (const name in adapter.limits) requiredLimits[name] = adapter.limits[name as keyof GPUSupportedLimits] as number;
  const device = await adapter.requestDevice({ requiredLimits });
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  await tf.setBackend('webgpu');
  return { core: tf, layers: require('@tensorflow/tfjs-layers') as typeof layers };
}

async function measured(side: Side, counts: DeviceCounts) {
  const [before, cpu, startMs] = [{ ...counts }, process.cpuUsage(), performance.now()];
  await side(steps);
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms: (performance.now() - startMs) / steps,
    cpuMs: (user + system) / 1000 / steps,
    dispatches: (counts.dispatches - before.dispatches) / steps,
    bindGroups: (counts.bindGroups - before.bindGroups) / steps,
    submits: (counts.submits - before.submits) / steps,
  };
}

type Figures = Awaited<ReturnType<typeof measured>>;

const median = (list: readonly Figures[], key: keyof Figures): number => {
  const sorted = list.map((figures) => figures[key]).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] as number;
};

const sideNames: readonly string[] = ['emoc', 'model.fit', ...(values.onnxruntime ? ['onnxruntime'] : [])];

/** Measures one side of one net in this process, after steps that compile its shaders. */
async function measureHere(name: string, net: FitNet, adapter: GPUAdapter): Promise<void> {
  const makers: Readonly<Record<string, () => Promise<Side>>> = {
    emoc: () => emocSide(net),
    'model.fit': async () => fitSide(net, await loadTfjs(adapter)),
    onnxruntime: () => onnxSide(net),
  };
  const side = await (makers[name] as () => Promise<Side>)();
  const counts = countDevice();
  await measured(side, counts);
  console.log(JSON.stringify(await measured(side, counts)));
}

/** The same in a process of its own: two copies of tfjs do not share one. */
async function measureElsewhere(name: string, net: FitNet): Promise<Figures> {
  const words = ['--import', 'tsx', fileURLToPath(import.meta.url), '--side', name, '--case', net.case, '--steps', String(steps)];
  const { stdout } = await execa(process.execPath, words);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as Figures;
}

async function race(net: FitNet): Promise<boolean> {
  const rows = new Map<string, Figures[]>(sideNames.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) for (const [name, list] of rows) list.push(await measureElsewhere(name, net));
  const of = (name: string, key: keyof Figures): number => median(rows.get(name) as Figures[], key);
  for (const name of sideNames) {
    const parts = (['dispatches', 'bindGroups', 'submits'] as const).map((key) => `${key} ${of(name, key).toFixed(1)}`);
    console.log(
      `${net.case.padEnd(14)} ${name.padEnd(11)} ${of(name, 'ms').toFixed(1).padStart(8)} ms  processor ${of(name, 'cpuMs').toFixed(1).padStart(8)} ms  ${parts.join('  ')}`,
    );
  }
  const ratio = (key: keyof Figures): number => of('emoc', key) / of('model.fit', key);
  const isMet = ratio('cpuMs') <= target && ratio('ms') <= target;
  console.log(
    `${net.case.padEnd(14)} ratio       ms ${ratio('ms').toFixed(2)}, processor ${ratio('cpuMs').toFixed(2)}, dispatches ${ratio('dispatches').toFixed(2)}; target ${target} ${isMet ? 'met' : 'missed'}`,
  );
  return isMet;
}

const packages = findPackages(processSurroundings());
const found = packages === null ? null : await findAdapter(packages);
if (found === null) console.log('skipped: there is no engine webgpu, or no adapter (node scripts/software-gpu.mjs --engine)');
else if (values.side !== undefined)
  await measureHere(values.side, fitNets.find((net) => net.case === values.case) as FitNet, found.adapter);
else {
  console.log(`${found.name}; ${rounds} rounds of ${steps} steps, batch ${batchSize}, medians; a step of`);
  for (const net of fitNets) if (!(await race(net))) process.exitCode = 1;
}
