import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Finding, findingsFor } from '../../runtime/engines/doctor/findings.ts';
import { findGraphics, type Graphics } from '../../runtime/engines/doctor/graphics.ts';
import { thisMachine } from '../../runtime/engines/doctor/machine.ts';
import { engineVersions, type InstallableEngine, processSurroundings } from '../../runtime/engines/engine-folder.ts';
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
  /** What an engine that is installed separately needs of the machine, one by one. */
  readonly needs?: readonly Finding[];
}

export const doctor = defineVerb({
  name: 'doctor',
  summary: 'Says which engines can run here, why the others cannot, and what to type.',
  doc: `Looks at drivers, libraries and installed engines, and says what is missing. Nothing is changed.
Exits 0 if there is an engine that \`auto\` may choose, 1 if there is none.`,
  operands: [],
  options: { json: { type: 'flag', doc: 'Prints the findings as JSON.' } },

  async run({ json }, _, console) {
    const surroundings = processSurroundings();
    const graphics = await findGraphics(surroundings, thisMachine);
    const reports: EngineReport[] = [];
    for (const engine of engines) {
      const availability = await engine.probe();
      const needs =
        engine.name in engineVersions ? await findingsFor(engine.name as InstallableEngine, surroundings, graphics) : undefined;
      const { isUsable: usable } = availability;
      const said = usable ? { detail: availability.detail } : { reason: availability.reason, remedy: availability.remedy };
      reports.push({ engine: engine.name, summary: engine.summary, usable, ...said, ...(needs === undefined ? {} : { needs }) });
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
    console.print(
      json
        ? JSON.stringify({ format_version: 1, machine, graphics, engines: reports }, null, 2)
        : textOf(machine, graphics, reports),
    );
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

function textOf(machine: Machine, { nvidiaSmi, nvidiaDriver }: Graphics, reports: readonly EngineReport[]): string {
  const { emoc, node, platform, processor, threads, memoryBytes } = machine;
  const memory = `${(memoryBytes / 2 ** 30).toFixed(1)} GiB memory`;
  const cards = nvidiaSmi.state === 'works' ? nvidiaSmi.cards : nvidiaDriver === null ? [] : [`NVIDIA driver ${nvidiaDriver}`];
  const width = Math.max(...reports.map(({ engine }) => engine.length));
  const indent = ' '.repeat(width + 4);
  const lines = reports.flatMap(({ engine, summary, usable, detail, reason, remedy, needs = [] }) => [
    `  ${engine.padEnd(width)}  ${usable ? `usable: ${detail}` : `not usable: ${reason}`}`,
    `${indent}${summary}`,
    ...(remedy === undefined ? [] : [`${indent}type: ${remedy}`]),
    ...needs.flatMap((need) => needLines(need).map((line) => `${indent}${line}`)),
  ]);
  const head = [`emoc ${emoc}, Node ${node}, ${platform}`, `${processor}, ${threads} threads, ${memory}`, ...cards];
  return [...head, '', 'engines', ...lines].join('\n');
}

const needLines = ({ what, isFine, found, remedy }: Finding): readonly string[] => [
  `  ${isFine ? 'ok     ' : 'missing'}  ${what}: ${found}`,
  ...(remedy === undefined ? [] : [`             ${remedy}`]),
];
