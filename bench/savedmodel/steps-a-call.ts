// The engine `cuda` on the processor: a step when every step is a call of its own, and when many are one call. See ../README.md.
// `tsx steps-a-call.ts [--threads 1,2] [--rounds 15] [--xla]`
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { cudaEngine } from '../../src/runtime/engines/cuda/cuda-engine.ts';
import type { Session } from '../../src/runtime/engines/engine.ts';
import type { BenchCase } from '../cases/case.ts';
import { denseTall32 } from '../cases/dense-tall.ts';
import { mosiJoint } from '../cases/mosi-joint.ts';

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '1,2' },
    rounds: { type: 'string', default: '15' },
    xla: { type: 'boolean', default: false },
    child: { type: 'boolean', default: false },
  },
});

/** The net, and steps of one round: about a third of a second. */
const cases: readonly (readonly [one: BenchCase, steps: number])[] = [
  [mosiJoint, 800],
  [denseTall32, 80],
];

async function measure([one, steps]: (typeof cases)[number], threads: number): Promise<void> {
  const { program, start, batch, limits } = one.make(32);
  const engine = cudaEngine.settings?.apply({ device: 'cpu', xla: values.xla });
  if (engine === undefined) throw new Error('the engine has no settings');
  const session = await engine.load(program, start, { limits, threads, constants: new Map(), isTraining: true });
  const most = session.stepsInFlight ?? 1;
  const ways = [1, 4, most].filter((count, place, all) => count <= most && all.indexOf(count) === place);
  const times = new Map(ways.map((count) => [count, { ms: [] as number[], cpuMs: [] as number[] }]));
  for (const count of ways) await run(session, batch, steps, count);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const count of ways) {
      const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
      await run(session, batch, steps, count);
      const { user, system } = process.cpuUsage(startCpu);
      times.get(count)?.ms.push((performance.now() - startMs) / steps);
      times.get(count)?.cpuMs.push((user + system) / 1000 / steps);
    }
  }
  await session.dispose();
  console.log(`${one.name}, ${threads} threads${values.xla ? ', XLA' : ''}`);
  for (const [count, { ms, cpuMs }] of times)
    console.log(
      `  ${String(count).padStart(2)} steps a call  ${median(ms).toFixed(3)} ms  ${median(cpuMs).toFixed(3)} ms of processors a step`,
    );
}

type Batch = Parameters<Session['step']>[0];

/** Asks for `count` steps at a time: the session makes one call of them. */
async function run(session: Session, batch: Batch, steps: number, count: number): Promise<void> {
  for (let done = 0; done < steps; done += count)
    await Promise.all(Array.from({ length: Math.min(count, steps - done) }, () => session.step(batch, 1e-3)));
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[numbers.length >> 1] as number;
}

if (values.child) {
  for (const each of cases) await measure(each, Number(values.threads));
} else {
  // TensorFlow reads the number of threads once, when it starts.
  const words = ['--import', 'tsx', import.meta.filename, '--child', '--rounds', values.rounds, ...(values.xla ? ['--xla'] : [])];
  for (const threads of values.threads.split(','))
    await execa(process.execPath, [...words, '--threads', threads], {
      stdout: 'inherit',
      stderr: 'ignore',
      env: { TF_CPP_MIN_LOG_LEVEL: '3' },
    });
}
