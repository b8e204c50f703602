import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import { version } from '../runtime/train/version.ts';
import { type Console, processConsole } from './console.ts';
import type { Verb } from './define-verb.ts';
import { exitCodes } from './exit-codes.ts';
import { findVerb } from './find-verb.ts';
import { parseArguments } from './parse-arguments.ts';
import { UsageError } from './usage-error.ts';
import { verbs } from './verbs/index.generated.ts';

/**
 * The command `emoc`: finds the verb, loads it and nothing else, and sets the exit code (`exit-codes.ts`).
 *
 * It never ends the process itself, so that what was printed arrives also in a slow pipe.
 *
 * @param words The command line after the name of the command.
 */
export async function main(words: readonly string[]): Promise<void> {
  const console = processConsole();
  process.exitCode = await exitCodeOf(words, console);
  // What a stream could not write it says a moment later.
  await new Promise(setImmediate);
  const reason = console.lost();
  if (reason === null) return;
  const { report } = await import('../compiler/diagnostics/report.generated.ts');
  await showDiagnostics([report.outputNotWritten(null, { reason })], exitCodes.diagnostics, console);
  process.exitCode ||= exitCodes.diagnostics;
}

async function exitCodeOf(words: readonly string[], console: Console): Promise<number> {
  const [word, ...rest] = words;
  let usageExitCode: number = exitCodes.usage;
  try {
    if (word === undefined) {
      console.warn(await helpText());
      return exitCodes.usage;
    }
    if (word === '--version' || word === '-v') {
      console.print(version);
      return exitCodes.success;
    }
    const found = await findVerb([word === '--help' || word === '-h' ? 'help' : word, ...rest]);
    if (found.kind === 'group') {
      const text = (await import('./help-text.ts')).helpOfGroup(found.group);
      if (found.isHelpWanted) console.print(text);
      else console.warn(text);
      return found.isHelpWanted ? exitCodes.success : exitCodes.usage;
    }
    const { verb } = found;
    usageExitCode = verb.usageExitCode ?? usageExitCode;
    const { options, operands, isHelpWanted } = parseArguments(verb, found.rest);
    if (isHelpWanted) {
      console.print(await helpText(verb));
      return exitCodes.success;
    }
    return await verb.run(options, operands, console);
  } catch (error) {
    if (error instanceof UsageError) return await showDiagnostics(error.diagnostics, usageExitCode, console);
    if (error instanceof Failure) return await showDiagnostics(error.diagnostics, exitCodes.diagnostics, console);
    const { bugReport } = await import('./bug-report.ts');
    console.warn(bugReport(error, word ?? ''));
    return exitCodes.bug;
  }
}

async function helpText(verb?: Verb): Promise<string> {
  const { helpOf, overview } = await import('./help-text.ts');
  return verb === undefined ? overview(verbs) : helpOf(verb);
}

async function showDiagnostics(diagnostics: readonly Diagnostic[], exitCode: number, console: Console): Promise<number> {
  const { showPretty } = await import('./show-diagnostics.ts');
  showPretty(diagnostics, new Map(), console);
  return exitCode;
}
