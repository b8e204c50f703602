import type { BoundSpec } from '../bind/scope.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import type { Result } from '../diagnostics/result.ts';
import type { Declaration } from '../parse/ast.ts';
import { checkDataset } from './blocks/dataset.ts';
import { checkEncoder } from './blocks/encoder.ts';
import { checkExperiment } from './blocks/experiment.ts';
import { checkFusion, type Source } from './blocks/fusion.ts';
import { checkHead, type HeadOutline } from './blocks/head.ts';
import { checkLabels } from './blocks/labels.ts';
import { checkLoss } from './blocks/loss.ts';
import { checkTrain } from './blocks/train.ts';
import { readConstants } from './constants.ts';
import { CheckContext } from './context.ts';
import type { Dataset, Encoder, Experiment, Fusion, Head, LossTerm, TypedSpec } from './model.ts';
import { reportHeadsWithoutLoss } from './rules/heads-without-loss.ts';
import { reportUnused } from './rules/unused.ts';

/**
 * Types a bound spec. The order is the order in which data flows, so that every rule sees what it depends on; a declaration that
 * failed is absent afterwards, and whatever refers to it stays silent. `value` is `null` unless the whole spec checked out.
 */
export function check(bound: BoundSpec, file: string): Result<TypedSpec | null> {
  const context = new CheckContext(bound);
  checkVersion(context);
  readConstants(context);
  for (const declaration of context.declarationsOf('labels')) checkLabels(declaration, context);

  const experiment = checkOnlyExperiment(context, file);
  const datasets = named(context.declarationsOf('dataset').map((declaration) => checkDataset(declaration, context)));
  const encoders = named(context.declarationsOf('encoder').map((declaration) => checkEncoder(declaration, datasets, context)));
  const fusions = checkFusions(encoders, context);
  const find = (name: string): Source | null => sourceOf(encoders.get(name) ?? fusions.get(name), encoders, fusions);

  const outlines = new Map<string, HeadOutline>();
  const heads = new Map<string, Head>();
  for (const declaration of context.declarationsOf('head')) {
    const { head, outline } = checkHead(declaration, datasets, find, experiment, context);
    if (outline !== null) outlines.set(outline.name, outline);
    if (head !== null) heads.set(head.name, head);
  }
  const loss = checkOnlyLoss({ outlines, heads }, context);
  const trained = [...heads.values()][0];
  const train = checkOnlyTrain(context, (declaration) =>
    checkTrain(declaration, heads, datasets.get(trained?.dataset ?? '') ?? null, context),
  );
  if (loss !== null) reportHeadsWithoutLoss(outlines, context);
  reportUnused(datasets, context);
  reportMissingBlocks(context);

  const diagnostics = context.diagnostics;
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
        constants: context.constants,
      }
    : null;
  return { value, diagnostics };
}

function named<T extends { readonly name: string }>(values: readonly (T | null)[]): Map<string, T> {
  return new Map(values.flatMap((value) => (value === null ? [] : [[value.name, value] as const])));
}

/** Fusions in the order in which they can be made: one may take another that stands below it. */
function checkFusions(encoders: ReadonlyMap<string, Encoder>, context: CheckContext): ReadonlyMap<string, Fusion> {
  const done = new Map<string, Fusion | null>();
  const open = new Set<string>();
  const visit = (name: string): Source | null => {
    const encoder = encoders.get(name);
    if (encoder !== undefined) return sourceOf(encoder, encoders, new Map());
    const symbol = context.bound.symbols.get(name);
    if (symbol?.role !== 'fusion') return null;
    if (open.has(name)) {
      context.add(report.cyclicReference(symbol.name.span, { name }));
      done.set(name, null);
    }
    if (!done.has(name)) {
      open.add(name);
      const fusion = checkFusion(symbol.declaration, visit, context);
      open.delete(name);
      if (!done.has(name)) done.set(name, fusion);
    }
    const fusions = new Map([...done].flatMap(([key, fusion]) => (fusion === null ? [] : [[key, fusion] as const])));
    return sourceOf(done.get(name) ?? undefined, encoders, fusions);
  };
  for (const declaration of context.declarationsOf('fusion')) {
    const name = context.ownName(declaration);
    if (name !== null) visit(name.text);
  }
  return new Map([...done].flatMap(([key, fusion]) => (fusion === null ? [] : [[key, fusion] as const])));
}

function sourceOf(
  node: Encoder | Fusion | undefined,
  encoders: ReadonlyMap<string, Encoder>,
  fusions: ReadonlyMap<string, Fusion>,
): Source | null {
  if (node === undefined) return null;
  if ('dataset' in node) return { name: node.name, dataset: node.dataset, output: node.output };
  const first = node.inputs[0] ?? '';
  const below = sourceOf(encoders.get(first) ?? fusions.get(first), encoders, fusions);
  return below === null ? null : { name: node.name, dataset: below.dataset, output: node.output };
}

function checkVersion(context: CheckContext): void {
  const [version, second] = context.declarationsOf('emo');
  if (second !== undefined) context.add(report.duplicateBlock(second.word.span, { word: 'emo' }));
  if (version === undefined || version.subject === null || version.subject.kind === 'missing') return;
  if (version.subject.kind !== 'number' || version.subject.value !== 1) {
    const found = version.subject.kind === 'number' ? String(version.subject.value) : 'something else';
    context.add(report.unknownVersion(version.subject.span, { found }));
  }
}

function checkOnlyExperiment(context: CheckContext, file: string): Experiment {
  const [experiment, second] = context.declarationsOf('experiment');
  if (second !== undefined) context.add(report.duplicateBlock(second.word.span, { word: 'experiment' }));
  return experiment === undefined
    ? { name: 'experiment', doc: null, seed: 1, protocol: null, span: { file, start: 0, end: 0 } }
    : checkExperiment(experiment, context);
}

function checkOnlyLoss(known: Parameters<typeof checkLoss>[1], context: CheckContext): readonly LossTerm[] | null {
  const [loss, second] = context.bound.settings.filter(({ name }) => name.text === 'loss');
  if (second !== undefined) context.add(report.duplicateBlock(second.name.span, { word: 'loss' }));
  for (const stray of context.bound.settings) {
    if (stray.name.text !== 'loss')
      context.add(report.unexpectedElement(stray.name.span, { found: `\`${stray.name.text} =\``, owner: 'a spec' }));
  }
  return loss === undefined ? null : checkLoss(loss.value, known, context);
}

function checkOnlyTrain<T>(context: CheckContext, run: (declaration: Declaration) => T): T | null {
  const [train, second] = context.declarationsOf('train');
  if (second !== undefined) context.add(report.duplicateBlock(second.word.span, { word: 'train' }));
  return train === undefined ? null : run(train);
}

/** Data sets that heads learn from, by name. */
export const datasetsInUse = (spec: TypedSpec): readonly Dataset[] =>
  spec.datasets.filter(({ name }) => spec.heads.some(({ dataset }) => dataset === name));

const requiredBlocks: readonly { readonly word: string; readonly example: string }[] = [
  { word: 'experiment', example: 'experiment first { seed = 7 }' },
  { word: 'dataset', example: 'dataset clips { read csv("clips.csv") … }' },
  { word: 'encoder', example: 'encoder words from clips.said { … }' },
  { word: 'head', example: 'head mood from words { classify(clips.emotion) }' },
  { word: 'loss', example: 'loss = cross_entropy(mood)' },
  { word: 'train', example: 'train { optimizer = adam(1e-3)  batch = 32  epochs = 10 }' },
];

function reportMissingBlocks(context: CheckContext): void {
  const elements = context.bound.elements;
  const at: Span = context.bound.elements[0]?.span ?? { file: '', start: 0, end: 0 };
  for (const { word, example } of requiredBlocks) {
    const isThere = context.declarationsOf(word).length > 0 || context.bound.settings.some(({ name }) => name.text === word);
    // In a broken file a block may be missing because the parser could not see it.
    if (!isThere && !elements.some(({ isRecovered }) => isRecovered))
      context.add(report.missingBlock({ ...at, end: at.start }, { word, example }));
  }
}
