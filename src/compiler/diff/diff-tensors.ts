import type { Plan } from '../plan/plan-model.ts';
import type { Program } from '../program.ts';
import { alignByKey } from './align.ts';
import type { Change, CheckpointDiff, TensorDiff } from './diff-model.ts';

/** One spec with its plan and program. */
export interface Planned {
  readonly plan: Plan;
  readonly program: Program;
}

/** Tensors of both models, as their checkpoints name them, and whether those of the older fit the newer. */
export function diffCheckpoints(
  before: Planned,
  after: Planned,
  data: readonly Change[],
  isSameMeaning: boolean,
): CheckpointDiff {
  const rows = alignByKey(tensorsOf(before.program), tensorsOf(after.program), ({ name }) => name);
  const tensors = rows.map(({ before: one, after: other }): TensorDiff => {
    const name = (other ?? one)?.name ?? '';
    const [old, current] = [one?.shape ?? null, other?.shape ?? null];
    const state = old === null ? 'new' : current === null ? 'gone' : old === current ? 'same' : 'reshaped';
    return { state, name, before: old, after: current };
  });
  const ordered = [...tensors.filter(({ state }) => state !== 'gone'), ...tensors.filter(({ state }) => state === 'gone')];
  const isLoadable = ordered.every(({ state }) => state === 'same');
  return {
    isResumable: isSameMeaning,
    isLoadable,
    tensors: ordered,
    notes: notesOf(before, after, data),
  };
}

const tensorsOf = ({ parameters, buffers }: Program): { readonly name: string; readonly shape: string }[] =>
  [...parameters, ...buffers].map(({ name, shape }) => ({ name, shape: `[${shape.join(', ')}]` }));

/** Shapes may fit where numbers do not: what a front end learned from the training rows is not in the shape of a tensor. */
function* noteTexts(before: Planned, after: Planned, data: readonly Change[]): Generator<string> {
  const hasVocabulary = ({ program }: Planned): boolean => program.symbols.some(({ name }) => name.startsWith('V_'));
  const isOtherRows = data.length > 0 || before.plan.experiment.seed !== after.plan.experiment.seed;
  if (hasVocabulary(before) && hasVocabulary(after) && isOtherRows)
    yield 'a vocabulary is made of the training rows: with other rows its words, and the size of its table, are others';
  for (const encoder of after.plan.declarations.filter(({ kind }) => kind === 'encoder')) {
    const older = before.plan.declarations.find(({ kind, name }) => kind === 'encoder' && name === encoder.name);
    const frontEnd = (declaration: typeof encoder): string =>
      JSON.stringify(declaration.steps.filter(({ runs }) => runs === 'data').map(({ kind, settings }) => [kind, settings]));
    if (older !== undefined && frontEnd(older) !== frontEnd(encoder))
      yield `what \`${encoder.name}\` is fed with is computed otherwise: its weights were learned on other numbers`;
  }
}

const notesOf = (before: Planned, after: Planned, data: readonly Change[]): string[] => [...noteTexts(before, after, data)];
