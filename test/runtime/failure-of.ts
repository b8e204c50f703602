import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../src/compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../src/compiler/diagnostics/result.ts';

/** The one diagnostic of the `Failure` that `action` throws. Any other outcome fails the test. */
export function failureOf(action: () => unknown): Diagnostic {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    assert.is(error.diagnostics.length, 1);
    return error.diagnostics[0] as Diagnostic;
  }
  return assert.unreachable(`expected a Failure, got ${String(result)}`) as never;
}

/** Passes if `action` returns or throws a `Failure`; any other error comes through. Says which. */
export function outcomeOf(action: () => unknown): 'value' | 'failure' {
  try {
    action();
    return 'value';
  } catch (error) {
    if (error instanceof Failure) return 'failure';
    throw error;
  }
}
