import { readFileSync } from 'node:fs';
import type { ModalityType } from '../src/compiler/catalogue/types.ts';
import { analyse } from '../src/compiler/compile.ts';
import { compileProgram } from '../src/compiler/compile-program.ts';
import { type Bindings, resolveShape } from '../src/compiler/graph/dimension.ts';
import { sizeOf } from '../src/compiler/graph/tensor.ts';
import type { Program } from '../src/compiler/program.ts';
import { initialState } from '../src/runtime/train/initialise.ts';
import type { CaseParts } from './cases/case.ts';
import { normals } from './model.ts';

type Values = Float32Array | Int32Array;

export interface CompiledCase {
  /** Name of a spec in `specs/`. */
  readonly spec: string;
  /** What the data brings for an encoder, where that is not what the spec's own columns would bring. */
  readonly types?: Readonly<Record<string, ModalityType>>;
  /** Sizes of the symbols in the batch, `B` among them, and of those that hold for the run. */
  readonly sizes: Bindings;
  /** Values of fields by name. A field that is not named holds normal numbers; one whose name ends in `/mask` holds ones. */
  readonly fields?: Readonly<Record<string, (count: number) => Values>>;
}

/** A spec of `specs/` as the compiler makes a program of it: what a user would train, without any data read. */
export function compileSpec(name: string, types: CompiledCase['types'] = {}): Program {
  const file = new URL(`specs/${name}.emo`, import.meta.url);
  const { value, diagnostics } = analyse({ file: `${name}.emo`, text: readFileSync(file, 'utf8') });
  if (value === null) throw new Error(`${name}.emo: ${diagnostics.map(({ message }) => message).join('; ')}`);
  const unknown = Object.keys(types).filter((encoder) => value.encoders.every((one) => one.name !== encoder));
  if (unknown.length > 0) throw new Error(`${name}.emo has no encoder ${unknown.join(', ')}`);
  const encoders = value.encoders.map((encoder) => ({ ...encoder, field: types[encoder.name] ?? encoder.field }));
  return compileProgram({ ...value, encoders });
}

/** The compiled spec, its start as `emoc train` would draw it, and one batch. */
export function compiledCase({ spec, types, sizes, fields = {} }: CompiledCase): CaseParts {
  const program = compileSpec(spec, types);
  const known = program.fields.filter(({ name }) => !name.startsWith('output/'));
  const unknown = Object.keys(fields).filter((field) => known.every(({ name }) => name !== field));
  if (unknown.length > 0) throw new Error(`${spec}.emo has no field ${unknown.join(', ')}`);
  const valuesOf = (name: string, count: number): Values => {
    const given = fields[name];
    if (given !== undefined) return given(count);
    return name.endsWith('/mask') ? new Float32Array(count).fill(1) : normals(count, name);
  };
  return {
    program,
    batch: {
      bindings: sizes,
      fields: new Map(known.map(({ name, shape }) => [name, valuesOf(name, sizeOf(resolveShape(shape, sizes)))])),
    },
    start: initialState(program, sizes, { vectors: new Map(), targets: new Map() }),
    limits: sizes,
  };
}
