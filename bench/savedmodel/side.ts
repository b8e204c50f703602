import { createInterface } from 'node:readline';
import { execa } from 'execa';

/** What one turn of one side took: time on the clock and time of all processors, both for a step, in milliseconds. */
export interface Turn {
  readonly ms: number;
  readonly cpuMs: number;
  readonly losses: readonly number[];
}

/** A process that trains one net and is told, line by line, how many steps to do next. */
export interface Side {
  /** What it says of itself: the version of TensorFlow. */
  readonly version: string;
  run(steps: number): Promise<Turn>;
  quit(): Promise<void>;
}

export async function startSide(command: string, words: readonly string[], threads: number): Promise<Side> {
  const env = { TF_NUM_INTRAOP_THREADS: `${threads}`, TF_NUM_INTEROP_THREADS: `${threads}`, TF_CPP_MIN_LOG_LEVEL: '3' };
  const child = execa(command, words, { buffer: false, stderr: 'ignore', reject: false, env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${command} ${words.join(' ')} ended without an answer: ${(await child).exitCode}`);
    return JSON.parse(value as string) as Record<string, unknown>;
  };
  const { version } = await answer();
  return {
    version: String(version),
    async run(steps) {
      child.stdin.write(`${steps}\n`);
      return (await answer()) as unknown as Turn;
    },
    async quit() {
      child.stdin.end();
      await child;
    },
  };
}

/** The side's own end, for those written in TypeScript: answers every line on its input with a turn. */
export async function serveTurns(version: string, step: () => Promise<number> | number): Promise<void> {
  console.log(JSON.stringify({ version }));
  for await (const line of createInterface({ input: process.stdin })) {
    const steps = Number(line);
    const losses: number[] = [];
    const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
    for (let done = 0; done < steps; done += 1) losses.push(await step());
    const [ms, { user, system }] = [performance.now() - startMs, process.cpuUsage(startCpu)];
    console.log(JSON.stringify({ ms: ms / steps, cpuMs: (user + system) / 1000 / steps, losses }));
  }
}
