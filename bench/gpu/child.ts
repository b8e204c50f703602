// One engine with one case at one batch size, in a process of its own:
//
//   child.ts ENGINE CASE BATCH_SIZE THREADS      or      child.ts ENGINE --probe
//
// It first prints a line of JSON with what it is, {"detail": …} or {"skipped": reason}, then answers each line {"run": …, "steps": N} with
// {"ms": [...], "losses": [...]}, as bench/peer.py does.
import { createInterface } from 'node:readline';
import type { Session, StepResult } from '../../src/runtime/engines/engine.ts';
import type { CaseParts } from '../cases/case.ts';
import { benchEngine } from './bench-engine.ts';
import { gpuCase } from './gpu-cases.ts';

const [engineName = '', caseName = '', batchSize = '', threads = '1'] = process.argv.slice(2);
const tell = (content: object): void => void process.stdout.write(`${JSON.stringify(content)}\n`);

async function main(): Promise<void> {
  const isSoftwareAllowed = process.env.EMOC_BENCH_SOFTWARE === '1';
  const engine = await benchEngine(engineName, { isSoftwareAllowed });
  if (typeof engine === 'string') return tell({ skipped: engine });
  const availability = await engine.probe();
  if (!availability.isUsable) return tell({ skipped: availability.reason });
  const { detail, isOnlyByName = false } = availability;
  if (isOnlyByName && !isSoftwareAllowed) {
    return tell({ skipped: `${detail} (--software allows it)` });
  }
  if (caseName === '--probe') return tell({ detail });
  const parts = gpuCase(caseName).bench.make(Number(batchSize));
  const options = { limits: parts.limits, threads: Number(threads), constants: new Map(), isTraining: true };
  let session: Session;
  try {
    session = await engine.load(parts.program, parts.start, options);
  } catch (error) {
    return tell({ skipped: `it does not load: ${error instanceof Error ? error.message : error}` });
  }
  tell({ detail });
  for await (const line of createInterface({ input: process.stdin })) {
    const { steps } = JSON.parse(line) as { readonly steps: number };
    try {
      tell(await train(session, parts, steps));
    } catch (error) {
      tell({ error: error instanceof Error ? error.message : String(error) });
    }
  }
  await session.dispose();
}

/** Trains further, with as many steps under way as the engine takes. Where steps overlap, each is given its share of the time. */
async function train(
  session: Session,
  { batch, program }: CaseParts,
  steps: number,
): Promise<{ ms: number[]; losses: number[] }> {
  const inFlight = session.stepsInFlight ?? 1;
  const { rate } = program.optimizer;
  const [ms, losses, pending]: [number[], number[], Promise<StepResult>[]] = [[], [], []];
  const startMs = performance.now();
  let beforeMs = startMs;
  const settle = async (): Promise<void> => {
    losses.push((await (pending.shift() as Promise<StepResult>)).losses.get('loss') as number);
    const nowMs = performance.now();
    ms.push(nowMs - beforeMs);
    beforeMs = nowMs;
  };
  for (let step = 0; step < steps; step += 1) {
    pending.push(session.step(batch, rate));
    if (pending.length >= inFlight) await settle();
  }
  while (pending.length > 0) await settle();
  if (inFlight === 1) return { ms, losses };
  return { ms: Array(steps).fill((performance.now() - startMs) / steps), losses };
}

await main();
// Native libraries may keep the process although all is done.
process.exit();
