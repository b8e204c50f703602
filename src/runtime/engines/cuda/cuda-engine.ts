import { join } from 'node:path';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Program } from '../../../compiler/program.ts';
import type { Availability, Engine, EngineSettings, LoadOptions, Session, TrainingState } from '../engine.ts';
import { type EnginePackage, processSurroundings, type Surroundings } from '../engine-folder.ts';
import type { Choice } from './cuda-session.ts';
import { cardProblem, machineFiles } from './graphics-card.ts';
import { findPackage, loadTensorflow, problemOf } from './tensorflow-addon.ts';

const installation = 'emoc engine install cuda';

/** Whole training steps as TensorFlow sessions, through the native addon of tfjs-node-gpu: for NVIDIA graphics cards on Linux. */
export const cudaEngine: Engine = engineWith({ device: 'gpu', isCompiled: false });

function engineWith(choice: Choice): Engine {
  return {
    name: 'cuda',
    summary: 'TensorFlow on an NVIDIA graphics card, whole steps a call; `--device cpu` computes on the processor instead',
    settings: {
      names: ['device', 'xla'],
      apply: ({ device, xla }: EngineSettings) => engineWith({ device: device ?? 'gpu', isCompiled: xla ?? false }),
    },
    probe: async () => probe(choice, processSurroundings()),
    load: async (program, state, options) => load(choice, program, state, options),
  };
}

export async function probe({ device }: Pick<Choice, 'device'>, surroundings: Surroundings): Promise<Availability> {
  const { platform, architecture, environment } = surroundings;
  const refused = ({ diagnostics: [diagnostic] }: Failure, remedy: string): Availability => {
    if (diagnostic === undefined) throw new Error('a failure without a diagnostic (a bug of emoc)');
    return { isUsable: false, reason: diagnostic.message, remedy, diagnostic };
  };
  if (platform !== 'linux' || architecture !== 'x64') {
    const advice = 'use the engine `webgpu` (`emoc engine install webgpu`), or `cpu`, which comes with emoc';
    const holes = { engine: 'cuda', platform: `${platform} ${architecture}`, expected: 'linux x64', advice };
    return refused(new Failure(report.engineNotForPlatform(null, holes)), 'emoc engine install webgpu');
  }
  const found = findPackage(surroundings);
  if (found === null) return { isUsable: false, reason: 'it is not installed', remedy: installation };
  const problem = problemOf(found) ?? (await damageOf(found, surroundings));
  if (problem !== null) return refused(problem, installation);
  const card =
    device === 'cpu' ? null : cardProblem(machineFiles(tensorflowFolder(found), environment), found.foundIn === 'engine folder');
  if (card !== null) return refused(card, card.diagnostics[0]?.code === 'E0812' ? installation : 'emoc train SPEC --engine cpu');
  return {
    isUsable: true,
    detail: `tfjs-node-gpu ${found.version} in ${found.folder}${device === 'cpu' ? ', on the processor' : ''}`,
  };
}

/** Files of an installed engine that are not what was installed: loading half an addon would end the process without a word. */
async function damageOf({ foundIn }: EnginePackage, surroundings: Surroundings): Promise<Failure | null> {
  if (foundIn !== 'engine folder') return null;
  const { inspectInstallation } = await import('../install/installed.ts');
  const installation = await inspectInstallation('cuda', surroundings);
  if (installation.state !== 'damaged') return null;
  return new Failure(report.engineDamaged(null, { engine: 'cuda', reason: installation.reason }));
}

/** Where an installation puts TensorFlow; CUDA's libraries lie beside it. */
const tensorflowFolder = ({ folder }: EnginePackage): string => join(folder, '..', '..', '..', 'site', 'tensorflow');

async function load(choice: Choice, program: Program, state: TrainingState, options: LoadOptions): Promise<Session> {
  const surroundings = processSurroundings();
  const found = findPackage(surroundings);
  if (found === null) throw new Error('the engine is loaded where it was not found to be usable (a bug of emoc)');
  const tensorflow = loadTensorflow(found, { device: choice.device, threads: options.threads, environment: process.env });
  // TensorFlow falls back to the processor by itself. Nobody who asked for a graphics card wants that.
  if (choice.device === 'gpu' && !tensorflow.isOnGpu)
    throw new Failure(
      report.noGraphicsCard(null, { reason: 'TensorFlow was loaded and reports that it computes on the processor' }),
    );
  if (choice.device === 'cpu' && tensorflow.isOnGpu)
    throw new Error('this process has loaded TensorFlow for the graphics card before (a bug of emoc)');
  const { loadSession } = await import('./cuda-session.ts');
  return loadSession(tensorflow, choice, program, state, options);
}
