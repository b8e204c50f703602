import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { createRandom } from '../../src/runtime/kernels/random.ts';
import { emoc, signalGroup, startEmoc } from './_emoc.ts';
import { type SmallProject, smallProject } from './_project.ts';
import { assertNothingHalfWritten, assertSameRun } from './_runs.ts';

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

export interface KillProject extends SmallProject {
  /** Words of the command line that every run of it has. */
  readonly words: readonly string[];
  /** How long the whole run takes. */
  readonly durationMs: number;
  /** Folder of the run that nobody disturbed. */
  readonly reference: string;
}

/** A project with its run that was never interrupted. */
export async function killProject(epochs: number, words: readonly string[] = []): Promise<KillProject> {
  const project = smallProject({ epochs, rows: 1000 });
  const startMs = performance.now();
  const { exitCode, stderr } = await emoc(['train', project.spec, '--run', 'whole', ...words], { cwd: project.folder });
  assert.is(exitCode, 0, stderr);
  return { ...project, words, durationMs: performance.now() - startMs, reference: join(project.folder, 'whole') };
}

/** Kills a run at a random moment (`kill -9`, all its processes), goes on with it, and holds it against the undisturbed one. */
export async function killAndResume(
  { folder, spec, words: own, durationMs, reference }: KillProject,
  seed: number,
): Promise<string> {
  const random = createRandom(seed).child('kill');
  const run = `killed-${seed}`;
  const words = ['train', spec, '--run', run, ...own];
  const killMs = (0.1 + 0.85 * random.uniform()) * durationMs;
  const child = startEmoc(words, { cwd: folder });
  const where = await Promise.race([wait(killMs).then(() => 'killed'), child.then(() => 'done')]);
  signalGroup(child.pid, 'SIGKILL');
  await child;
  // The group is gone with its leader's exit; its training process may take a moment longer.
  await wait(50);
  const path = join(folder, run);
  // Before its folder is there a run has nothing to go on with, and the same command begins it.
  const isBegun = existsSync(path);
  if (isBegun) assertNothingHalfWritten(path);
  const { exitCode, stderr } = await emoc(isBegun ? [...words, '--resume'] : words, { cwd: folder });
  assert.is(exitCode, 0, `seed ${seed}, ${where} after ${killMs.toFixed(0)} ms: ${stderr}`);
  assertSameRun(path, reference, `seed ${seed}, ${where} after ${killMs.toFixed(0)} ms`);
  return where;
}
