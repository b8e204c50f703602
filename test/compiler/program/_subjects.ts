import { readdirSync, readFileSync } from 'node:fs';
import type { TypedSpec } from '../../../src/compiler/check/model.ts';
import { analyse } from '../../../src/compiler/compile.ts';
import { compileProgram } from '../../../src/compiler/compile-program.ts';
import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import type { Program } from '../../../src/compiler/program.ts';

/** A spec, compiled with the verifier between all passes, and small sizes for its symbols. */
export interface Subject {
  readonly name: string;
  readonly spec: TypedSpec;
  readonly program: Program;
  readonly bindings: Bindings;
  readonly labelCounts: ReadonlyMap<string, number>;
}

const folders = ['specs', 'examples', 'test/compiler/program/specs'];

const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.emo'))
    .map((name) => `${folder}/${name}`),
);

/** Every spec that emoc ships, and one that has every kind in it. */
export const subjects = (): Subject[] => files.map((file) => subjectOf(file, readFileSync(file, 'utf8')));

/** The same specs without dropout, so that training computes what inference does. */
export const subjectsWithoutDropout = (): Subject[] =>
  files.map((file) => subjectOf(file, readFileSync(file, 'utf8').replaceAll(/dropout\(\d+%\)/g, 'dropout(0%)')));

function subjectOf(file: string, text: string): Subject {
  const { value: spec, diagnostics } = analyse({ file, text });
  if (spec === null) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  const program = compileProgram(spec, { isVerified: true });
  return {
    name: file,
    spec,
    program,
    bindings: Object.fromEntries(program.symbols.map(({ name }) => [name, name === 'B' ? 3 : name.startsWith('V_') ? 7 : 4])),
    labelCounts: new Map(spec.heads.map(({ name, labels }) => [name, labels?.length ?? 0])),
  };
}

/** The lengths of all sequences made longer. */
export const longer = (bindings: Bindings, more: number): Bindings =>
  Object.fromEntries(Object.entries(bindings).map(([name, size]) => [name, name.startsWith('T_') ? size + more : size]));
