import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';

/** The command line could not be understood: `main` prints the diagnostics and exits 2. */
export class UsageError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    this.name = 'UsageError';
    this.diagnostics = diagnostics;
  }
}
