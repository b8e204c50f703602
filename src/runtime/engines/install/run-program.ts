import { execa } from 'execa';
import type { Surroundings } from '../engine-folder.ts';

/** What a program that loads an engine said of it (`{ tensorflow: '2.18.1' }`), or why it did not come that far. */
export type ProgramOutcome =
  | { readonly isFine: true; readonly details: Readonly<Record<string, string>> }
  | { readonly isFine: false; readonly reason: string };

const longestReason = 400;

/** Runs a program in a process of its own, as if it lay in the engine's folder: what a broken addon brings down is not emoc. */
export async function runProgram(program: string, folder: string, { environment }: Surroundings): Promise<ProgramOutcome> {
  const { stdout, stderr, failed, signal, exitCode, timedOut } = await execa(
    process.execPath,
    ['--input-type=commonjs', '-e', program],
    {
      cwd: folder,
      env: { ...environment, TF_CPP_MIN_LOG_LEVEL: '3', NODE_OPTIONS: '' },
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      timeout: 300_000,
    },
  );
  if (!failed) {
    const line = stdout.trim().split('\n').at(-1) ?? '';
    return { isFine: true, details: JSON.parse(line) as Readonly<Record<string, string>> };
  }
  if (timedOut) return { isFine: false, reason: 'it did not end within five minutes' };
  if (signal !== undefined) return { isFine: false, reason: `the process was ended by ${signal}` };
  return { isFine: false, reason: reasonIn(stderr) ?? `the process ended with code ${exitCode}` };
}

/** The line of an uncaught error: `Error: libcudart.so.12: cannot open shared object file`. */
const reasonIn = (text: string): string | undefined =>
  /^(?:\w*Error)(?: \[\w+\])?: (.+)$/m.exec(text)?.[1]?.slice(0, longestReason) ??
  text.trim().split('\n')[0]?.slice(0, longestReason);
