import type { Diagnostic } from './diagnostic.ts';

/** What could be understood, and everything that was wrong. A compiler phase returns it and never throws for a mistake in a spec. */
export interface Result<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A mistake of the user's outside the compiler: a data file, a run folder, an engine that is not there.
 *
 * The runtime throws it; the command prints its diagnostics and exits 1. Any other error is a bug of emoc and is reported as one.
 */
export class Failure extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    this.name = 'Failure';
    this.diagnostics = diagnostics;
  }
}
