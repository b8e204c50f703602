// Trains a small net for many steps on `webgpu` and on `cpu`, and says whether memory stays flat and the losses stay together.
//
//   npx tsx bench/webgpu/long-run.ts [--steps 10000]
//
// Batches have three sizes in turn. Exits 1 where memory grows by more than 2 % behind the first tenth, where a buffer of the device is left
// behind, or where the mean loss of the last tenth differs from cpu's by more than a thousandth.
import { parseArgs } from 'node:util';
import { keepMask } from '../../src/compiler/ops/keep-mask.ts';
import { multiply } from '../../src/compiler/ops/multiply.ts';
import { cpuEngine } from '../../src/runtime/engines/cpu/cpu-engine.ts';
import type { Batch, Engine } from '../../src/runtime/engines/engine.ts';
import { webgpuEngine } from '../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { squaredError } from '../losses.ts';
import { adamSettings, Model, normals } from '../model.ts';
import { countDevice, type DeviceCounts } from './device-counter.ts';

const { values } = parseArgs({ options: { steps: { type: 'string', default: '10000' } } });
const steps = Number(values.steps);
const limits = { B: 16 };
const [inputs, hidden] = [8, 12];

function makeProgram() {
  const model = new Model('long-run');
  const { g } = model;
  const x = model.field('x', ['B', inputs]);
  const first = model.dense(x, 'dense_1', hidden, 'relu');
  const mask = g.call(keepMask, [], { site: 1, keep: 0.9, shape: ['B', hidden] });
  const output = model.dense(g.call(multiply, [first, mask]), 'dense_2', 1);
  const loss = squaredError(model, output, model.field('target', ['B', 1]));
  const program = model.finish({ loss, heads: [['value', output]], optimizer: adamSettings({ clipNorm: 5 }) });
  return { program, start: model.start(limits) };
}

const batchNumber = (index: number): Batch => {
  const count = limits.B - (index % 3);
  const x = normals(count * inputs, `x${index % 30}`);
  // Something to learn: a sum of two inputs, with noise.
  const noise = normals(count, `noise${index % 30}`);
  const target = Float32Array.from({ length: count }, (_, row) => x[row * inputs]! - x[row * inputs + 1]! + 0.1 * noise[row]!);
  return {
    bindings: { B: count },
    fields: new Map([
      ['x', x],
      ['target', target],
    ]),
  };
};

interface Moment {
  readonly step: number;
  readonly rssMb: number;
  readonly buffers: number;
  readonly bufferMb: number;
}

async function train(engine: Engine, counts: DeviceCounts | null) {
  const { program, start } = makeProgram();
  const session = await engine.load(program, start, { limits, threads: 1, constants: new Map(), isTraining: true });
  const moments: Moment[] = [];
  const last: number[] = [];
  const underWay: Promise<void>[] = [];
  for (let step = 0; step < steps; step += 1) {
    const isLast = step >= steps - steps / 10;
    underWay.push(
      session.step(batchNumber(step), 1e-3).then(({ losses }) => {
        if (isLast) last.push(losses.get('loss') as number);
      }),
    );
    if (underWay.length >= (session.stepsInFlight ?? 1)) await underWay.shift();
    if (counts === null || step % (steps / 10) !== steps / 10 - 1) continue;
    await Promise.all(underWay.splice(0));
    globalThis.gc?.();
    const moment = {
      step: step + 1,
      rssMb: process.memoryUsage().rss / 2 ** 20,
      buffers: counts.buffers,
      bufferMb: counts.bufferBytes / 2 ** 20,
    };
    moments.push(moment);
    console.log(
      `step ${String(moment.step).padStart(6)}  resident ${moment.rssMb.toFixed(1)} MB  device ${moment.buffers} buffers, ${moment.bufferMb.toFixed(3)} MB`,
    );
  }
  await Promise.all(underWay);
  await session.dispose();
  return { moments, loss: last.reduce((sum, loss) => sum + loss, 0) / last.length };
}

const availability = await webgpuEngine.probe();
if (!availability.isUsable) {
  console.log(`skipped: ${availability.reason}`);
  process.exit(0);
}
console.log(availability.detail);
const counts = countDevice();
const own = await train(webgpuEngine, counts);
const left = counts.buffers;
const cpu = await train(cpuEngine, null);
const [first, final] = [own.moments[0] as Moment, own.moments.at(-1) as Moment];
const growth = final.rssMb / first.rssMb - 1;
const difference = Math.abs(own.loss / cpu.loss - 1);
console.log(`resident memory from step ${first.step} to ${final.step}: ${(100 * growth).toFixed(2)} %`);
console.log(`buffers of the device: ${first.buffers} then ${final.buffers}; ${left} after dispose`);
console.log(
  `mean loss of the last tenth: webgpu ${own.loss.toFixed(6)}, cpu ${cpu.loss.toFixed(6)}, apart ${difference.toExponential(2)}`,
);
if (growth > 0.02 || final.buffers !== first.buffers || left !== 0 || difference > 1e-3) process.exitCode = 1;
