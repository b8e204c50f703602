import { availableParallelism, cpus, totalmem } from 'node:os';
import { engines } from '../../runtime/engines/select.ts';
import { version } from '../../runtime/train/version.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';

/** What `emoc doctor --json` prints about one engine. */
interface EngineReport {
  readonly engine: string;
  readonly summary: string;
  readonly usable: boolean;
  /** Version and the like, of a usable one. */
  readonly detail?: string;
  /** Why not, and what to type. */
  readonly reason?: string;
  readonly remedy?: string;
}

export const doctor = defineVerb({
  name: 'doctor',
  summary: 'Says which engines can run here, why the others cannot, and what to type.',
  doc: 'Exits 0 if there is an engine that `auto` may choose, 1 if there is none.',
  operands: [],
  options: { json: { type: 'flag', doc: 'Prints the findings as JSON.' } },

  async run({ json }, _, console) {
    const reports: EngineReport[] = [];
    for (const engine of engines) {
      const { isUsable, ...rest } = await engine.probe();
      reports.push({ engine: engine.name, summary: engine.summary, usable: isUsable, ...rest });
    }
    // `reference` is for tests and doubts: alone it is no way to train.
    const isHealthy = reports.some(({ engine, usable }) => usable && engine !== 'reference');
    const machine = {
      emoc: version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      processor: cpus()[0]?.model ?? 'unknown',
      threads: availableParallelism(),
      memoryBytes: totalmem(),
    };
    console.print(json ? JSON.stringify({ format_version: 1, machine, engines: reports }, null, 2) : textOf(machine, reports));
    return isHealthy ? exitCodes.success : exitCodes.diagnostics;
  },
});

interface Machine {
  readonly emoc: string;
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly threads: number;
  readonly memoryBytes: number;
}

function textOf({ emoc, node, platform, processor, threads, memoryBytes }: Machine, reports: readonly EngineReport[]): string {
  const memory = `${(memoryBytes / 2 ** 30).toFixed(1)} GiB memory`;
  const width = Math.max(...reports.map(({ engine }) => engine.length));
  const lines = reports.flatMap(({ engine, summary, usable, detail, reason, remedy }) => {
    const head = `  ${engine.padEnd(width)}  ${usable ? `usable: ${detail}` : `not usable: ${reason}`}`;
    const indent = ' '.repeat(width + 4);
    return [head, `${indent}${summary}`, ...(remedy === undefined ? [] : [`${indent}type: ${remedy}`])];
  });
  return [`emoc ${emoc}, Node ${node}, ${platform}`, `${processor}, ${threads} threads, ${memory}`, '', 'engines', ...lines].join(
    '\n',
  );
}
