import { total } from '../plan/amount.ts';
import type { Plan } from '../plan/plan-model.ts';
import { comparabilityOf, isDrawn } from './comparability.ts';
import { diffData } from './diff-data.ts';
import { diffDeclarations } from './diff-declarations.ts';
import type { Change, ChangeClass, Costs, PlanDiff } from './diff-model.ts';
import { diffCheckpoints, type Planned } from './diff-tensors.ts';
import { diffExperiment, diffLoss, diffTraining } from './diff-training.ts';

/** One side of a comparison, by the name that the user gave it. */
export interface ComparedSpec extends Planned {
  readonly name: string;
}

/**
 * What changes from one spec to the other.
 *
 * @param isSameMeaning Whether the two resolve to the same settings to the letter, as the identity of a run does: only then a run can be resumed.
 */
export function diffPlans(before: ComparedSpec, after: ComparedSpec, isSameMeaning: boolean): PlanDiff {
  const [one, other] = [before.plan, after.plan];
  const experiment = diffExperiment(one, other);
  const data = diffData(one.datasets, other.datasets);
  const declarations = diffDeclarations(one.declarations, other.declarations);
  const loss = diffLoss(one, other);
  const train = diffTraining(one, other);
  const results = comparabilityOf(one, other, train);
  const isDrawnAnew = one.experiment.seed !== other.experiment.seed && [...one.datasets, ...other.datasets].some(isDrawn);
  const areRowsOthers = isDrawnAnew || data.some(isOfRows);
  const checkpoints = diffCheckpoints(before, after, { isSameMeaning, areRowsOthers });
  const isModelSame = declarations.every(({ sign }) => sign === '=');
  const isListed = [experiment, data, loss, train].some(({ length }) => length > 0) || !isModelSame;
  // All that is left is the order in which things are declared: the identity of a run counts it.
  if (!isListed && !isSameMeaning) experiment.push({ sign: '~', path: 'order', before: 'of declarations', after: 'another one' });
  return {
    formatVersion: 1,
    before: { name: before.name, experiment: one.experiment.name },
    after: { name: after.name, experiment: other.experiment.name },
    isSame: isSameMeaning,
    isOtherExperiment: one.experiment.name !== other.experiment.name,
    classes: classesOf(),
    experiment,
    data,
    declarations,
    loss,
    train,
    costs: costsOf(one, other),
    results,
    checkpoints,
  };

  function classesOf(): ChangeClass[] {
    const isOtherArchitecture = checkpoints.tensors.some(({ state }) => state !== 'same' && state !== 'open');
    const isOtherwise = [experiment, loss, train].some(({ length }) => length > 0) || !isModelSame;
    return [
      ...(data.length > 0 || isDrawnAnew ? (['data'] as const) : []),
      ...(isOtherArchitecture ? (['architecture'] as const) : []),
      ...(isOtherwise ? (['result'] as const) : []),
    ];
  }
}

/** Whether a change of the data may bring other rows or texts to training. What only says what is predicted brings none. */
const isOfRows = ({ before, after }: Change): boolean => !/^(?:number|vec|image|audio|group|id) /.test(after ?? before ?? '');

const costsOf = (before: Plan, after: Plan): Costs => {
  const both = <Value>(read: (plan: Plan) => Value): { readonly before: Value; readonly after: Value } => ({
    before: read(before),
    after: read(after),
  });
  return {
    parameters: both(({ totals }) => totals.parameters),
    trainedParameters: both(({ totals }) => totals.trainedParameters),
    inferenceFlops: both(({ totals }) => totals.inferenceFlops),
    trainingFlops: both(({ totals }) => total([totals.forwardFlops, totals.backwardFlops])),
    memory: both(({ memory }) => memory.total),
    stepsPerEpoch: both(({ train }) => train.stepsPerEpoch),
    mostSteps: both(({ train }) => train.mostSteps),
  };
};
