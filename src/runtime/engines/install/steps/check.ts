import { report } from '../../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../../compiler/diagnostics/result.ts';
import type { StepContext } from '../context.ts';
import type { CheckStep } from '../recipe.ts';
import { runProgram } from '../run-program.ts';

/** Loads the engine in a process of its own and gives what it says of itself. Throws a `Failure` (E0859) where it does not load. */
export async function checkEngine({ program }: CheckStep, context: StepContext): Promise<Readonly<Record<string, string>>> {
  const outcome = await runProgram(program, context.work, context.surroundings);
  if (outcome.isFine) return outcome.details;
  const { engine } = context;
  throw new Failure(report.engineDoesNotLoad(null, { engine, reason: outcome.reason, advice: adviceFor(outcome.reason) }));
}

const knownReasons: readonly (readonly [RegExp, string])[] = [
  [/GLIBC_|GLIBCXX_/, 'the system is older than the libraries: they need glibc 2.34 or later (Debian 12, Ubuntu 22.04, RHEL 9)'],
  [
    /libcud|libnv|libnccl/,
    'a CUDA library is missing: without --from, it is downloaded with the engine; a driver comes from the system',
  ],
  [/invalid ELF|file too short|wrong ELF/, 'a library is damaged; type `emoc engine remove` and install again'],
];

const adviceFor = (reason: string): string =>
  knownReasons.find(([pattern]) => pattern.test(reason))?.[1] ??
  'what was put together so far is kept; `emoc engine remove` removes it';
