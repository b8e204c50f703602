import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';

/** The real command in a real process, from `dist/`, which is built first where the sources are newer. */

const root = resolve(import.meta.dirname, '../..');
const command = join(root, 'bin/emoc.js');

function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const isFresh = (): boolean => {
  const built = join(root, 'dist/cli.js');
  return existsSync(built) && statSync(built).mtimeMs >= Math.max(newest(join(root, 'src')), newest(join(root, 'package.json')));
};

/** One process builds, others wait for it. */
async function build(): Promise<void> {
  const lock = join(root, 'node_modules/.emoc-build');
  for (let waited = 0; !isFresh(); waited += 1) {
    try {
      mkdirSync(lock);
    } catch {
      if (waited > 300) rmSync(lock, { recursive: true, force: true });
      await new Promise((done) => setTimeout(done, 200));
      continue;
    }
    try {
      execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

await build();

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EmocOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An environment in which nothing of the machine's own settings matters. */
const environment = { NO_COLOR: '1', FORCE_COLOR: '0', LANG: 'C.UTF-8', EMOC_DATA: '', CI: '' };

/** Runs the command to its end. */
export async function emoc(words: readonly string[], { cwd, env = {} }: EmocOptions): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [command, ...words], {
    cwd,
    env: { ...environment, ...env },
    reject: false,
    timeout: 120_000,
  });
  return { exitCode: exitCode ?? -1, stdout, stderr };
}

/** Starts the command in a process group of its own, as a terminal does: a signal to the group reaches all its processes. */
export function startEmoc(words: readonly string[], { cwd, env = {} }: EmocOptions) {
  return execa(process.execPath, [command, ...words], {
    cwd,
    env: { ...environment, ...env },
    reject: false,
    detached: true,
    cleanup: true,
  });
}

/** Sends a signal to a process and all that it started. A group that is gone is no mistake: it was faster. */
export function signalGroup(processId: number | undefined, signal: NodeJS.Signals): void {
  if (processId === undefined) throw new Error('the command did not start');
  try {
    process.kill(-processId, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export const commandPath = command;
