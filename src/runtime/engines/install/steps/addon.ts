import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { report } from '../../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../../compiler/diagnostics/result.ts';
import type { StepContext } from '../context.ts';
import type { AddonStep } from '../recipe.ts';
import { runProgram } from '../run-program.ts';

/** How a compiler is called that may be there. */
const compilers = ['g++', 'c++', 'clang++'] as const;

/**
 * Puts an addon in its place: one from the folder of `--from`, else one that came with emoc, if it loads here; else it is compiled.
 *
 * A ready-made addon of `--from` that does not load is an error (E0859): the user asked for that one. Without a compiler: E0860; where it
 * fails: E0861.
 */
export async function placeAddon(step: AddonStep, context: StepContext): Promise<void> {
  const output = join(context.work, step.output);
  await mkdir(dirname(output), { recursive: true });
  const { files, engine } = context;
  if (files?.names.includes(step.readyMade) === true) {
    await copyFile(join(files.folder, step.readyMade), output);
    const outcome = await runProgram(step.program, context.work, context.surroundings);
    if (outcome.isFine) return;
    await rm(output);
    const advice = `take \`${step.readyMade}\` away from the folder and have it compiled, or build it anew with scripts/build-addon.ts`;
    throw new Failure(report.engineDoesNotLoad(null, { engine, reason: outcome.reason, advice }));
  }
  const shipped = shippedAddon(step, context);
  if (shipped !== null) {
    await copyFile(shipped, output);
    if ((await runProgram(step.program, context.work, context.surroundings)).isFine) return;
    await rm(output);
  }
  await compileAddon(step, context.work, context);
}

/** Where releases of emoc may carry addons that were built by `scripts/build-addon.ts`: `prebuilt/` beside their package.json. */
function shippedAddon({ readyMade }: AddonStep, { surroundings }: StepContext): string | null {
  const name = readyMade.replace(/\.node$/, `-${surroundings.platform}-${surroundings.architecture}.node`);
  let folder = surroundings.packageFolders.at(-1) ?? '';
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) return null;
    folder = dirname(folder);
  }
  const path = join(folder, 'prebuilt', name);
  return existsSync(path) ? path : null;
}

/** Compiles an addon in the folder of an engine. Takes some seconds; needs a C++17 compiler and nothing else. */
export async function compileAddon(
  step: AddonStep,
  folder: string,
  { engine, surroundings }: Pick<StepContext, 'engine' | 'surroundings'>,
): Promise<void> {
  const compiler = await findCompiler(surroundings.environment);
  if (compiler === null) {
    const { CXX } = surroundings.environment;
    const tried = [...(CXX === undefined ? [] : [`CXX=${CXX}`]), ...compilers].join(', ');
    const install =
      'Debian and Ubuntu: apt install g++; Fedora and RHEL: dnf install gcc-c++; Arch: pacman -S gcc; Alpine is not supported';
    throw new Failure(report.noCompiler(null, { engine, tried, install, file: step.readyMade }));
  }
  const words = [
    ...['-std=c++17', '-O2', '-fPIC', '-shared'],
    ...step.definitions.map((definition) => `-D${definition}`),
    ...step.includes.map((include) => `-I${include}`),
    ...step.sources,
    ...['-o', step.output],
    // Which of the libraries holds a symbol differs between versions of TensorFlow: both are wanted at run time.
    ...['-Wl,--no-as-needed', ...step.libraries, `-Wl,-rpath,${step.rpath}`],
  ];
  await mkdir(dirname(join(folder, step.output)), { recursive: true });
  const { failed, stderr } = await execa(compiler, words, {
    cwd: folder,
    env: surroundings.environment,
    extendEnv: false,
    reject: false,
  });
  if (!failed) return;
  await rm(join(folder, step.output), { force: true });
  const reason =
    stderr.split('\n').find((line) => /error|cannot find|undefined/i.test(line)) ?? stderr.trim().split('\n')[0] ?? 'no reason';
  throw new Failure(report.addonNotCompiled(null, { engine, compiler, reason: reason.slice(0, 400) }));
}

async function findCompiler(environment: StepContext['surroundings']['environment']): Promise<string | null> {
  const { CXX } = environment;
  for (const compiler of CXX === undefined || CXX === '' ? compilers : [CXX]) {
    const { failed } = await execa(compiler, ['--version'], { env: environment, extendEnv: false, reject: false });
    if (!failed) return compiler;
  }
  return null;
}
