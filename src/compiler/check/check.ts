import type { BoundSpec } from '../bind/scope.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Declaration } from '../parse/ast.ts';
import type { Source } from './blocks/_source.ts';
import type { LossHeads } from './blocks/_summands.ts';
import type { Trained } from './blocks/_trained.ts';
import { checkDataset } from './blocks/dataset.ts';
import { checkEncoder } from './blocks/encoder.ts';
import { checkExperiment } from './blocks/experiment.ts';
import { type CheckedHead, checkHead, type HeadOutline } from './blocks/head.ts';
import { checkLabels } from './blocks/labels.ts';
import { checkLoss } from './blocks/loss.ts';
import { checkTrain } from './blocks/train.ts';
import { readConstants, shareOf } from './constants.ts';
import { CheckContext } from './context.ts';
import { checkFusions, sourceOf } from './fusions.ts';
import type { Dataset, Encoder, Experiment, Fusion, Head, LossTerm, TrainSettings, TypedSpec, TypedStep } from './model.ts';
import type { Measured } from './quantities.ts';
import { reportSeveralDatasets } from './rules/datasets.ts';
import { reportHeadsWithoutLoss } from './rules/heads-without-loss.ts';
import { reportMissingBlocks } from './rules/missing-blocks.ts';
import { withProtocol } from './rules/protocol.ts';
import { reportUnused } from './rules/unused.ts';
import { checkShape } from './shape.ts';
import { describe } from './values.ts';

/** What checked out of a spec, whatever is wrong with the rest of it: what an editor shows while somebody is typing. */
export interface KnownParts {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly encoders: ReadonlyMap<string, Encoder>;
  readonly fusions: ReadonlyMap<string, Fusion>;
  readonly heads: ReadonlyMap<string, Head>;
  /** Every step that has types, also those of pipelines that fail further down. */
  readonly steps: readonly TypedStep[];
  readonly labelSets: ReadonlyMap<string, readonly string[]>;
  readonly constants: ReadonlyMap<string, Measured>;
}

export interface Checked extends Result<TypedSpec | null> {
  readonly parts: KnownParts;
}

/**
 * Types a bound spec. The order is the order in which data flows, so that every rule sees what it depends on; a declaration that
 * failed is absent afterwards, and whatever refers to it stays silent. `value` is `null` unless the whole spec checked out.
 */
export function check(bound: BoundSpec, file: string): Checked {
  const context = new CheckContext(bound);
  for (const declaration of bound.declarations) checkShape(declaration, context);
  checkVersion(context);
  readConstants(context);
  for (const declaration of context.declarationsOf('labels')) checkLabels(declaration, context);

  const experiment = checkOnlyExperiment(context, file);
  const datasets = named(context.declarationsOf('dataset').map((declaration) => checkDataset(declaration, context)));
  const encoders = named(context.declarationsOf('encoder').map((declaration) => checkEncoder(declaration, datasets, context)));
  const fusions = checkFusions(encoders, context);
  const find = (name: string): Source | null => sourceOf(encoders.get(name) ?? fusions.get(name), encoders, fusions);

  const outlines = new Map<string, HeadOutline>();
  const checkedHeads: CheckedHead[] = [];
  for (const declaration of context.declarationsOf('head')) {
    const { checked, outline } = checkHead(declaration, datasets, find, context);
    if (outline !== null) outlines.set(outline.name, outline);
    if (checked !== null) checkedHeads.push(checked);
  }
  const heads = named(withProtocol(checkedHeads, experiment, context));
  reportSeveralDatasets(heads, encoders, context);
  const loss = checkOnlyLoss({ outlines, heads }, context);
  const dataset = datasets.get([...heads.values()][0]?.dataset ?? '') ?? null;
  const train = checkOnlyTrain({ heads, encoders, dataset }, context);
  if (loss !== null && !context.bound.settings.some(({ isRecovered }) => isRecovered)) reportHeadsWithoutLoss(outlines, context);
  reportMissingBlocks(context);
  reportUnused(datasets, context);

  const { diagnostics, labelSets, typedSteps: steps } = context;
  const constants = new Map([...context.constants].flatMap(([name, value]) => (isNumber(value) ? [[name, value] as const] : [])));
  const isSound = !diagnostics.some(({ severity }) => severity === 'error') && loss !== null && train !== null;
  const value: TypedSpec | null = isSound
    ? {
        file,
        experiment,
        datasets: [...datasets.values()],
        encoders: [...encoders.values()],
        fusions: [...fusions.values()],
        heads: [...heads.values()],
        loss,
        train,
        constants: new Map([...constants].map(([name, value]) => [name, shareOf(value)])),
      }
    : null;
  return { value, diagnostics, parts: { datasets, encoders, fusions, heads, steps, labelSets, constants } };
}

function named<T extends { readonly name: string }>(values: readonly (T | null)[]): Map<string, T> {
  return new Map(values.flatMap((value) => (value === null ? [] : [[value.name, value] as const])));
}

const isNumber = (value: Measured | 'open' | null): value is Measured => value !== null && value !== 'open';

/** The first declaration of a block that a spec has once; any other is reported. */
function only(word: string, context: CheckContext): Declaration | undefined {
  const [first, second] = context.declarationsOf(word);
  if (first !== undefined && second !== undefined) {
    const related = [{ at: first.word.span, label: 'the first is here' }];
    context.add(report.duplicateBlock(second.word.span, { word, owner: 'spec' }, { related }));
  }
  return first;
}

function checkVersion(context: CheckContext): void {
  const version = only('emo', context);
  if (version === undefined || version.isRecovered) return;
  const { subject } = version;
  if (subject?.kind === 'number' && subject.value === 1 && subject.unit === null) return;
  const found = subject === null ? 'nothing' : describe(subject);
  context.add(report.unknownVersion((subject ?? version.word).span, { found }));
}

function checkOnlyExperiment(context: CheckContext, file: string): Experiment {
  const experiment = only('experiment', context);
  return experiment === undefined
    ? { name: 'experiment', doc: null, seed: 1, protocol: null, span: { file, start: 0, end: 0 } }
    : checkExperiment(experiment, context);
}

function checkOnlyLoss(known: LossHeads, context: CheckContext): readonly LossTerm[] | null {
  const { settings } = context.bound;
  const [loss, second] = settings.filter(({ name }) => name.text === 'loss');
  if (loss !== undefined && second !== undefined) {
    const related = [{ at: loss.name.span, label: 'the first is here' }];
    context.add(report.duplicateBlock(second.name.span, { word: 'loss', owner: 'spec' }, { related }));
  }
  for (const { name } of settings) {
    const expected = `\`${name.text} … { … }\``;
    if (name.text !== 'loss') context.add(report.unexpectedElement(name.span, { found: '`=`', owner: name.text, expected }));
  }
  for (const { word, isRecovered } of context.declarationsOf('loss'))
    if (!isRecovered) context.addAbsence(report.missingEquals(word.span, { name: 'loss' }));
  return loss === undefined ? null : checkLoss(loss.value, known, context);
}

function checkOnlyTrain(trained: Trained, context: CheckContext): TrainSettings | null {
  const train = only('train', context);
  return train === undefined ? null : checkTrain(train, trained, context);
}
