import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { processSurroundings } from '../../runtime/engines/engine-folder.ts';
import type { InstallPlan } from '../../runtime/engines/install/install.ts';
import type { Console } from '../console.ts';
import { defineVerb } from '../define-verb.ts';
import { exitCodes } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';
import { installableEngine } from './engine-name.ts';

export const engineInstall = defineVerb({
  name: 'engine install',
  summary: 'Downloads an engine and puts it together.',
  doc: `Says what it is going to download and how large that is, and asks. What was published is compared with checksums; no script of a
package is run. It goes on where an earlier attempt stopped, and a folder with the engine's name is always a whole engine that has been
loaded once. ENGINE is \`cuda\` (NVIDIA graphics cards on Linux) or \`webgpu\` (all others).
npm packages come from the registry that npm is set to, wheels from the index that pip is set to, unless the options say otherwise.`,
  operands: ['ENGINE'],
  options: {
    yes: { type: 'flag', doc: 'Agrees to the download without being asked.' },
    device: {
      type: 'choice',
      of: ['gpu', 'cpu'],
      doc: '`cuda` only: a build for machines without a graphics card (`cpu`), to try it.',
    },
    from: { type: 'text', value: 'PATH', doc: 'A Python that has TensorFlow, or a folder of files that were downloaded before.' },
    registry: { type: 'text', value: 'URL', doc: 'The npm registry to use, such as a mirror.' },
    index: {
      type: 'text',
      value: 'URL',
      doc: 'The index of Python packages to use, such as a mirror: what pip calls index-url.',
    },
  },

  async run({ yes, device = 'gpu', from, registry, index }, [word = ''], console) {
    const engine = installableEngine(word);
    for (const [flag, value] of Object.entries({ registry, index })) requireAddress(`--${flag}`, value);
    const [{ planInstallation, install }, { findSources }, { lookInto }, { recipes }, { installReporter, planText }] =
      await Promise.all([
        import('../../runtime/engines/install/install.ts'),
        import('../../runtime/engines/install/sources.ts'),
        import('../../runtime/engines/install/from.ts'),
        import('../../runtime/engines/install/recipes.ts'),
        import('../../ui/install-lines.ts'),
      ]);
    const recipe = recipes[engine];
    if (device === 'cpu' && !recipe.hasCpuBuild) {
      const holes = { flag: '--device', expected: `\`gpu\`: \`${engine}\` has no other build`, found: device };
      throw new UsageError(report.wrongFlagValue(null, holes));
    }
    const surroundings = processSurroundings();
    const source = from === undefined ? null : await lookInto(resolve(console.workingFolder, from), recipe);
    const sources = await findSources({ registry, index }, surroundings, console.workingFolder);
    const plan = await planInstallation(recipe, { device, from: source, sources }, surroundings);
    if (plan.isInstalled) {
      console.print(`${engine} is installed in ${plan.folder}`);
      return exitCodes.success;
    }
    console.warn(planText(plan));
    if (!yes) await ask(plan, console);
    const reporter = installReporter(console.errors, console.warn, () => performance.now());
    try {
      const details = await install(plan, surroundings, reporter.event);
      reporter.close();
      const said = Object.entries(details).map(([name, value]) => `${name} ${value}`);
      console.print([`${engine} is installed in ${plan.folder}`, ...said].join(', '));
      return exitCodes.success;
    } finally {
      reporter.close();
    }
  },
});

function requireAddress(flag: string, value: string | undefined): void {
  if (value === undefined || (/^https?:\/\//.test(value) && URL.canParse(value))) return;
  throw new UsageError(
    report.wrongFlagValue(null, { flag, expected: 'an address that starts with http:// or https://', found: value }),
  );
}

/** Throws where the answer is not yes: a `UsageError` (E1061) where nobody can be asked, a `Failure` (E1062) for a no. */
async function ask({ recipe, downloadBytes, diskBytes }: InstallPlan, { input, errors }: Console): Promise<void> {
  const { engine } = recipe;
  if (!input.isTerminal || !errors.isTerminal) {
    const { byteSize } = await import('../../runtime/engines/install/byte-size.ts');
    const holes = { engine, download: byteSize(downloadBytes), disk: byteSize(diskBytes) };
    throw new UsageError(report.installNotConfirmed(null, holes));
  }
  const dialogue = createInterface({ input: input.stream, output: errors.stream });
  try {
    const answer = await dialogue.question('continue? [y/N] ');
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure(report.installDeclined(null, { engine }));
  } finally {
    dialogue.close();
  }
}
