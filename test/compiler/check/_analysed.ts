import * as assert from 'uvu/assert';
import { analyse } from '../../../src/compiler/compile.ts';
import { type Diagnostic, isSpan } from '../../../src/compiler/diagnostics/diagnostic.ts';
import type { Mutation } from './_mutations.ts';

/** Checks what holds of any text at all, and gives what was reported. */
export function analysed({ what, text }: Mutation): readonly Diagnostic[] {
  const { value, diagnostics } = analyse({ file: 'spec.emo', text });
  assert.is(value === null, diagnostics.length > 0, `${what}: a spec without a value and without a reason, or with both`);
  for (const { at, related, help, message, label } of diagnostics) {
    for (const place of [
      at,
      ...related.map((other) => other.at),
      ...help.flatMap(({ fix }) => fix?.map(({ span }) => span) ?? []),
    ])
      assert.ok(isSpan(place) && place.start >= 0 && place.start <= place.end && place.end <= text.length, `${what}: ${message}`);
    for (const sentence of [message, label ?? '', ...help.map((way) => way.text)])
      assert.not.match(sentence, /undefined|\bnull\b|\[object|NaN/, what);
  }
  return diagnostics;
}

export const listOf = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n');

/** One damage costs at most six messages, and three as a rule: what stands behind it is not blamed for it. */
export function checkDamages(mutations: readonly Mutation[]): void {
  let many = 0;
  for (const mutation of mutations) {
    const diagnostics = analysed(mutation);
    assert.ok(diagnostics.length <= 6, `${mutation.what}:\n${listOf(diagnostics)}`);
    if (diagnostics.length > 3) many += 1;
  }
  assert.ok(mutations.length > 40, `only ${mutations.length} damages`);
  assert.ok(many / mutations.length < 0.04, `${many} of ${mutations.length} damages cost more than three messages`);
}
