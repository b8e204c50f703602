import type { Plan, PlannedDeclaration } from '../plan/plan-model.ts';
import type { Program } from '../program.ts';
import { alignByKey } from './align.ts';
import type { CheckpointDiff, TensorDiff } from './diff-model.ts';

/** One spec with its plan and program. */
export interface Planned {
  readonly plan: Plan;
  readonly program: Program;
}

/** What is known of the change beside the two models. */
export interface DiffFacts {
  /** The specs resolve to the same settings to the letter. */
  readonly isSameMeaning: boolean;
  /** Training may see other rows or other texts. */
  readonly areRowsOthers: boolean;
}

/** Tensors of both models, as their checkpoints name them, and whether those of the older fit the newer. */
export function diffCheckpoints(before: Planned, after: Planned, { isSameMeaning, areRowsOthers }: DiffFacts): CheckpointDiff {
  const changed = changedFrontEnds(before.plan, after.plan);
  const isOpen = (shape: string): boolean =>
    [...shape.matchAll(/\bV_(\w+)/g)].some(([, encoder = '']) => areRowsOthers || changed.includes(encoder));
  const rows = alignByKey(tensorsOf(before.program), tensorsOf(after.program), ({ name }) => name);
  const tensors = rows.map(({ before: one, after: other }): TensorDiff => {
    const name = (other ?? one)?.name ?? '';
    const [old, current] = [one?.shape ?? null, other?.shape ?? null];
    return { state: stateOf(old, current, isOpen), name, before: old, after: current };
  });
  const ordered = [...tensors.filter(({ state }) => state !== 'gone'), ...tensors.filter(({ state }) => state === 'gone')];
  return {
    isResumable: isSameMeaning,
    isLoadable: ordered.every(({ state }) => state === 'same'),
    tensors: ordered,
    notes: changed.map(
      (encoder) => `what \`${encoder}\` is fed with is computed otherwise: its weights were learned on other numbers`,
    ),
  };
}

function stateOf(before: string | null, after: string | null, isOpen: (shape: string) => boolean): TensorDiff['state'] {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  if (before !== after) return 'reshaped';
  return isOpen(after) ? 'open' : 'same';
}

const tensorsOf = ({ parameters, buffers }: Program): { readonly name: string; readonly shape: string }[] =>
  [...parameters, ...buffers].map(({ name, shape }) => ({ name, shape: `[${shape.join(', ')}]` }));

/** Encoders of both specs whose steps on data differ. */
function changedFrontEnds(before: Plan, after: Plan): string[] {
  const frontEnd = ({ from, steps }: PlannedDeclaration): string =>
    JSON.stringify([from, steps.filter(({ runs }) => runs === 'data').map(({ kind, settings }) => [kind, settings])]);
  const encoders = ({ declarations }: Plan) => declarations.filter(({ kind }) => kind === 'encoder');
  const older = new Map(encoders(before).map((encoder) => [encoder.name, encoder]));
  return encoders(after).flatMap((encoder) => {
    const earlier = older.get(encoder.name);
    return earlier === undefined || frontEnd(earlier) === frontEnd(encoder) ? [] : [encoder.name];
  });
}
