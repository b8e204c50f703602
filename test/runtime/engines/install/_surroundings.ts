import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../../src/compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import type { Surroundings } from '../../../../src/runtime/engines/engine-folder.ts';
import type { StepContext } from '../../../../src/runtime/engines/install/context.ts';
import type { InstallEvent } from '../../../../src/runtime/engines/install/events.ts';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'emoc-install-'));

/** This machine, with its engines in a folder of the test's. */
export const surroundingsIn = (engines: string, environment: Readonly<Record<string, string>> = {}): Surroundings => ({
  environment: { PATH: process.env.PATH, HOME: process.env.HOME, EMOC_ENGINES: engines, ...environment },
  platform: process.platform,
  architecture: process.arch,
  homeFolder: engines,
  packageFolders: [],
});

/** What a step is given, with pauses too short to wait for. */
export const contextIn = (folder: string, more: Partial<StepContext> = {}): StepContext & { readonly events: InstallEvent[] } => {
  const events: InstallEvent[] = [];
  return {
    engine: 'cuda',
    work: join(folder, 'work'),
    downloads: join(folder, 'downloads'),
    sources: {
      registry: { url: 'http://127.0.0.1:1/', saidBy: 'the test' },
      index: { url: 'http://127.0.0.1:1/', saidBy: 'the test' },
    },
    files: null,
    surroundings: surroundingsIn(folder),
    retryMs: 1,
    listener: (event) => events.push(event),
    events,
    ...more,
  };
};

/** The one diagnostic of the `Failure` that `action` ends with. Any other outcome fails the test. */
export async function refusalOf(action: () => Promise<unknown>): Promise<Diagnostic> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    assert.is(error.diagnostics.length, 1);
    return error.diagnostics[0] as Diagnostic;
  }
  return assert.unreachable('expected a Failure') as never;
}
