import type { LossTerm, TypedSpec } from '../check/model.ts';
import type { Bindings } from '../graph/dimension.ts';
import { product } from '../graph/dimension.ts';
import type { Program, SymbolInfo } from '../program.ts';
import { amountOf, total } from './amount.ts';
import { costsOf } from './costs.ts';
import { memoryOf } from './memory.ts';
import { planDataset } from './plan-data.ts';
import { planDeclarations } from './plan-declarations.ts';
import type { Plan, PlannedDataset, PlannedSymbol } from './plan-model.ts';
import { planTraining } from './plan-training.ts';
import { plannedSettings, printCallOf } from './print-setting.ts';

/** What only the data tells, where it has been read. */
export interface PlanFacts {
  /** Rows of each side of the split, after a holdout. */
  readonly rows?: NonNullable<PlannedDataset['rows']>;
  /** Words of each vocabulary, padding and the unknown word included: `{ V_said: 8714 }`. */
  readonly vocabularies?: Bindings;
  /** The longest sequence of each encoder over all splits: `{ T_said: 57 }`. */
  readonly lengths?: Bindings;
}

/** What a spec is going to do and what it costs. `program` is the spec's own, as `compileProgram` gives it. */
export function planOf(spec: TypedSpec, program: Program, facts: PlanFacts = {}): Plan {
  const symbols = program.symbols.map((symbol) => sized(symbol, facts));
  const bindings = Object.fromEntries(symbols.flatMap(({ name, size }) => (size === null ? [] : [[name, size]])));
  const costs = costsOf(program, bindings);
  const { optimizer } = spec.train;
  const trained = program.parameters.filter(({ isTrained }) => isTrained);
  return {
    formatVersion: 1,
    experiment: {
      name: spec.experiment.name,
      doc: spec.experiment.doc,
      seed: spec.experiment.seed,
      constants: Object.fromEntries(spec.constants),
    },
    symbols,
    datasets: spec.datasets.map((dataset) => planDataset(dataset, isUsed(dataset.name, spec) ? (facts.rows ?? null) : null)),
    declarations: planDeclarations(spec, costs),
    loss: {
      expression: printLoss(spec.loss),
      penalties: trained.filter(({ l2 }) => l2 > 0).map(({ l2, name }) => ({ l2, parameter: name })),
      cost: costs.of('loss'),
    },
    train: planTraining(spec, facts.rows?.train ?? null),
    totals: {
      ...costs.of(''),
      trainedParameters: total(trained.map(({ shape }) => amountOf(product(shape), bindings))),
      inferenceFlops: costs.inferenceFlops,
    },
    memory: memoryOf(program, optimizer.kind.slots(optimizer.settings).length, bindings),
  };
}

/** Facts are about the data set that the heads learn from. */
const isUsed = (dataset: string, { heads }: TypedSpec): boolean => heads.some((head) => head.dataset === dataset);

/** The size that costs are computed with: what the data has, else the most that the spec lets through. */
function sized({ name, meaning, maximum }: SymbolInfo, { vocabularies, lengths }: PlanFacts): PlannedSymbol {
  const found = vocabularies?.[name] ?? lengths?.[name];
  if (found !== undefined) return { name, meaning, size: found, from: 'data' };
  return { name, meaning, size: maximum, from: maximum === null ? null : 'spec' };
}

/** `0.4 * mse(valence) + 0.6 * huber(arousal, delta = 1)` */
function printLoss(terms: readonly LossTerm[]): string {
  return terms
    .map(({ coefficient, kind, head, settings }, place) => {
      const call = printCallOf(kind.name, plannedSettings(settings, kind.schema), head);
      const size = Math.abs(coefficient) === 1 ? call : `${Math.abs(coefficient)} * ${call}`;
      if (place === 0) return coefficient < 0 ? `-${size}` : size;
      return `${coefficient < 0 ? '-' : '+'} ${size}`;
    })
    .join(' ');
}
