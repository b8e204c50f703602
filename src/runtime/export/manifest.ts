import { printType } from '../../compiler/catalogue/types.ts';
import type { TypedSpec, TypedStep } from '../../compiler/check/model.ts';
import type { Dimension } from '../../compiler/graph/dimension.ts';
import type { Dtype } from '../../compiler/graph/graph.ts';
import type { Program } from '../../compiler/program.ts';
import type { Fitted } from '../features/define-front-end.ts';
import { firstWordId, paddingId, unknownId } from '../features/text/vocabulary.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { plain } from '../train/spec-hash.ts';
import { version } from '../train/version.ts';
import type { ExportTarget } from './define-target.ts';
import type { EncoderCut } from './encoder-cut.ts';
import type { ExportedGraph, ExportedInput, ExportedOutput } from './exported-graph.ts';

/** Names of element types, as everybody knows them. */
const dtypes: Readonly<Record<Dtype, string>> = { f32: 'float32', i32: 'int32', bool: 'bool' };

/** `manifest.json` of an exported model, as `grammar/export-manifest.schema.json` describes it. */
export interface ExportManifest {
  readonly format: 'emoc export';
  readonly format_version: 1;
  readonly emoc: string;
  readonly target: string;
  readonly runs_with: string;
  readonly experiment: { readonly name: string; readonly doc: string | null; readonly spec_sha256: string };
  readonly checkpoint: { readonly step: number; readonly epoch: number };
  readonly files: readonly string[];
  readonly symbols: Readonly<Record<string, { readonly meaning: string; readonly maximum: number | null }>>;
  readonly inputs: readonly ManifestInput[];
  readonly outputs: readonly ManifestOutput[];
  readonly preprocessing: readonly ManifestEncoder[];
}

interface ManifestTensor {
  readonly name: string;
  readonly dtype: string;
  /** Numbers, and symbols that stand under `symbols`. */
  readonly shape: readonly Dimension[];
  readonly meaning: string;
}

interface ManifestInput extends ManifestTensor {
  readonly encoder: string;
  readonly holds: 'values' | 'mask';
}

interface ManifestOutput extends ManifestTensor {
  readonly head: string;
  readonly column: string;
  /** Of a classifier: names of the places of the last axis. */
  readonly labels: readonly string[] | null;
  /** The second of two labels is predicted from this probability on; `null`: the most probable label is. */
  readonly threshold: number | null;
}

interface ManifestEncoder {
  readonly encoder: string;
  /** Column of the data set that the values come from, and where that is read. */
  readonly column: string;
  readonly source: unknown;
  readonly steps: readonly ManifestStep[];
}

interface ManifestStep {
  readonly step: string;
  readonly by: 'caller' | 'model';
  readonly from: string;
  readonly to: string;
  readonly settings: unknown;
  /** What the step learned from the training split. */
  readonly fitted: Fitted | null;
  /** Of steps that give ids of words. */
  readonly ids?: { readonly padding: number; readonly unknown: number; readonly first_word: number };
}

interface ManifestParts {
  readonly spec: TypedSpec;
  readonly program: Program;
  readonly checkpoint: Checkpoint;
  readonly exported: ExportedGraph;
  readonly target: ExportTarget;
  readonly files: readonly string[];
}

/** Everything that somebody who has only the exported folder needs to call the model and to read its answers. */
export function manifestOf({ spec, program, checkpoint, exported, target, files }: ManifestParts): ExportManifest {
  const shapes = [...exported.inputs, ...exported.outputs].flatMap(({ shape }) => shape);
  const { name, doc } = spec.experiment;
  return {
    format: 'emoc export',
    format_version: 1,
    emoc: version,
    target: target.name,
    runs_with: target.runsWith,
    experiment: { name, doc, spec_sha256: checkpoint.origin.specHash },
    checkpoint: { step: checkpoint.state.step, epoch: checkpoint.position.epoch },
    files,
    symbols: Object.fromEntries(
      program.symbols.flatMap(({ name: symbol, meaning, maximum }) =>
        shapes.includes(symbol) ? [[symbol, { meaning, maximum: symbol === 'B' ? null : maximum }]] : [],
      ),
    ),
    inputs: exported.inputs.map(inputOf),
    outputs: exported.outputs.map(outputOf),
    preprocessing: exported.cuts.map((cut) => encoderOf(cut, spec, checkpoint.fitted)),
  };
}

const inputOf = ({ name, encoder, holds, type, dtype, shape }: ExportedInput): ManifestInput => ({
  name,
  encoder,
  holds,
  dtype: dtypes[dtype],
  shape,
  meaning:
    holds === 'mask' ? '1 where the sequence has an element, 0 where it is padding, which stands at the end' : meaningOf(type),
});

function meaningOf(type: ExportedInput['type']): string {
  switch (type.kind) {
    case 'image':
      return `${printType(type)}, channels first; 8-bit values divided by 255`;
    case 'tokens':
      return `${printType(type)}: ids of words, ${paddingId} where there is padding`;
    case 'seq':
      return `${printType(type)}: frames, zeros where there is padding`;
    default:
      return printType(type);
  }
}

function outputOf({ name, head, dtype, shape }: ExportedOutput): ManifestOutput {
  const { labels, settings } = head;
  return {
    name,
    head: head.name,
    column: head.target,
    dtype: dtypes[dtype],
    shape,
    meaning: labels === null ? 'the value, on the scale of the column' : 'probability of each label',
    labels,
    threshold: labels?.length === 2 && typeof settings.threshold === 'number' ? settings.threshold : null,
  };
}

function encoderOf(
  { encoder, callerSteps, modelSteps }: EncoderCut,
  { datasets }: TypedSpec,
  fitted: ReadonlyMap<string, Fitted>,
): ManifestEncoder {
  const { columns = [] } = datasets.find(({ name }) => name === encoder.dataset) ?? {};
  const stepOf = (step: TypedStep, by: ManifestStep['by']): ManifestStep => ({
    step: step.kind.name,
    by,
    from: printType(step.input),
    to: printType(step.output),
    settings: plain(step.settings),
    fitted: fitted.get(`${encoder.name}/${step.name}`) ?? null,
    ...(step.output.kind === 'tokens' ? { ids: { padding: paddingId, unknown: unknownId, first_word: firstWordId } } : {}),
  });
  const steps = [...callerSteps.map((step) => stepOf(step, 'caller')), ...modelSteps.map((step) => stepOf(step, 'model'))];
  const source = plain(columns.find(({ name }) => name === encoder.column));
  return { encoder: encoder.name, column: encoder.column, source, steps };
}
