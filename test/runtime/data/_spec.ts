import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { isMisfit, type StepKind } from '../../../src/compiler/catalogue/define-step.ts';
import type { Settings } from '../../../src/compiler/catalogue/schema.ts';
import { steps } from '../../../src/compiler/catalogue/steps/index.generated.ts';
import type { ModalityType } from '../../../src/compiler/catalogue/types.ts';
import type {
  Column,
  Dataset,
  Encoder,
  FieldSource,
  Head,
  Holdout,
  Read,
  Split,
  TypedSpec,
  TypedStep,
} from '../../../src/compiler/check/model.ts';
import type { Diagnostic, Span } from '../../../src/compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { type PrepareOptions, prepareData } from '../../../src/runtime/data/prepare.ts';
import type { PreparedData } from '../../../src/runtime/data/prepared-data.ts';

/** Pieces of typed specs as the checker makes them, for tests of the data path. */

export const span: Span = { file: 'test.emo', start: 0, end: 0 };

export const read = (name: string, reader: string, settings: Settings): Read => ({
  name,
  reader,
  settings,
  span,
  pathSpan: span,
});
export const csv = (name: string, path: string, header = true): Read =>
  read(name, 'csv', { path, header, separator: ',', encoding: 'utf_8' });

export const field = (source: string, column: string | number, pattern: string | null = null): FieldSource => ({
  read: source,
  column,
  pattern,
  span,
});

const base = (name: string, type: ModalityType | null) => ({ name, doc: null, type, span });
export const text = (name: string, source: FieldSource): Column => ({ ...base(name, { kind: 'text' }), kind: 'text', source });
export const group = (name: string, source: FieldSource): Column => ({ ...base(name, null), kind: 'group', source });
export const id = (name: string, source: FieldSource): Column => ({ ...base(name, null), kind: 'id', source });
export const vec = (name: string, source: string, from: number, to: number): Column => ({
  ...base(name, { kind: 'vec', width: to - from + 1 }),
  kind: 'vec',
  read: source,
  from,
  to,
});
export const number = (name: string, source: FieldSource, range?: readonly [number, number]): Column => ({
  ...base(name, null),
  kind: 'number',
  source,
  minimum: range?.[0] ?? null,
  maximum: range?.[1] ?? null,
});
export const image = (name: string, source: FieldSource, height: number, width: number, channels = 1): Column => ({
  ...base(name, { kind: 'image', height, width, channels }),
  kind: 'image',
  source,
  height,
  width,
  channels,
});
export const clips = (name: string, source: string, template: string): Column => ({
  ...base(name, { kind: 'audio' }),
  kind: 'audio',
  source: { template, read: source, span },
});

export type Mapping = readonly (readonly [readonly string[], string | null])[];
export const label = (name: string, source: FieldSource, labels: readonly string[], mapping: Mapping | null = null): Column => ({
  ...base(name, null),
  kind: 'label',
  source,
  labels,
  mapping:
    mapping === null
      ? null
      : mapping.map(([patterns, target]) => ({
          patterns: patterns.map((pattern) => {
            if (pattern === '*') return { kind: 'any', span } as const;
            const compare = /^(<=|>=|==|!=|<|>)\s*(.+)$/.exec(pattern);
            if (compare === null) return { kind: 'text', text: pattern, span } as const;
            return { kind: 'compare', operator: compare[1] as '<', bound: Number(compare[2]), span } as const;
          }),
          target,
        })),
});

export const percent = (
  train: number,
  validation: number,
  test: number,
  by: string | null = null,
  stratifiedOn: string | null = null,
): Split => ({ kind: 'percent', train, validation, test, by, stratifiedOn, span });
export const byFile = (files: Readonly<Record<string, 'train' | 'validation' | 'test'>>): Split => ({
  kind: 'file',
  files: Object.entries(files).map(([name, role]) => ({ name, role })),
  span,
});
export const holdout = (fraction: number, by: string | null = null, stratifiedOn: string | null = null): Holdout => ({
  fraction,
  by,
  stratifiedOn,
  span,
});

export const dataset = (
  parts: Pick<Dataset, 'reads' | 'columns' | 'split'> & Partial<Pick<Dataset, 'joins' | 'holdout'>>,
): Dataset => ({ name: 'data', doc: null, joins: [], holdout: null, span, ...parts });

/** An encoder whose front end is made of the catalogue's own steps, with the types that they give. `after` is the first step of its graph. */
export function encoder(
  name: string,
  column: Column,
  frontEnd: readonly (readonly [string, Settings])[] = [],
  after: readonly (readonly [string, Settings])[] = [],
): Encoder {
  if (column.type === null) throw new Error(`no encoder starts from ${column.name}`);
  const run = (start: ModalityType, list: readonly (readonly [string, Settings])[]): TypedStep[] => {
    let input = start;
    return list.map(([kindName, settings]) => {
      const kind: StepKind | undefined = steps.find((step) => step.name === kindName);
      if (kind === undefined) throw new Error(`no step ${kindName}`);
      const output = kind.type(input, settings, { owner: name });
      if (isMisfit(output)) throw new Error(output.expected);
      const step: TypedStep = { kind, name: kindName, settings, input, output, span };
      input = output;
      return step;
    });
  };
  const front = run(column.type, frontEnd);
  const fieldType = front.at(-1)?.output ?? column.type;
  const graph = run(fieldType, after);
  const output = graph.at(-1)?.output ?? fieldType;
  return { name, doc: null, dataset: 'data', column: column.name, frontEnd: front, field: fieldType, steps: graph, output, span };
}

export const head = (target: Column): Head =>
  ({
    name: `${target.name}_head`,
    doc: null,
    from: '',
    steps: [],
    settings: {},
    dataset: 'data',
    target: target.name,
    labels: target.kind === 'label' ? target.labels : null,
    protocol: '',
    span,
    // The data path never asks what kind of head reads the truth.
  }) as unknown as Head;

export const spec = (set: Dataset, encoders: readonly Encoder[], heads: readonly Head[]): TypedSpec =>
  ({
    file: 'test.emo',
    experiment: { name: 'test', doc: null, seed: 7, protocol: null, span },
    datasets: [set],
    encoders,
    fusions: [],
    heads,
    loss: [],
    constants: new Map(),
    // Training settings never reach the data path.
  }) as unknown as TypedSpec;

/** A new folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-data-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

export interface Prepared extends PreparedData {
  readonly warnings: readonly Diagnostic[];
}

export async function prepare(of: TypedSpec, dataRoot: string, options: Partial<PrepareOptions> = {}): Promise<Prepared> {
  const warnings: Diagnostic[] = [];
  const common = { dataRoot, cacheFolder: join(dataRoot, '.cache'), seed: 7, threads: 2 };
  const prepared = await prepareData(of, { ...common, onWarning: (warning) => warnings.push(warning), ...options });
  return { ...prepared, warnings };
}

/** The one diagnostic that a call fails with; its code is checked. */
export async function failureOf(code: string, run: () => unknown): Promise<Diagnostic> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    assert.is(error.diagnostics.length, 1);
    const [diagnostic] = error.diagnostics as [Diagnostic];
    assert.is(diagnostic.code, code, diagnostic.message);
    return diagnostic;
  }
  throw new assert.Assertion({
    message: `expected ${code}, nothing was thrown`,
    details: '',
    generated: false,
    operator: '',
    expects: '',
    actual: '',
  });
}
