import type { ModalityType } from '../../compiler/catalogue/types.ts';
import { stepsByName } from '../../compiler/check/kinds.ts';
import type { TypedStep } from '../../compiler/check/model.ts';
import { callOf } from './calls.ts';
import type { Rule } from './rule.ts';
import { type Scope, wordAfter } from './scope.ts';

/** A step of an encoder, a fusion or a head. Proposed are those that fit the type that flows at the cursor. */
export const stepsOf = (scope: Scope): Rule =>
  callOf(
    stepsByName,
    () => {
      const { type, isTrained } = flowAt(scope);
      const isEncoder = scope.heads[0]?.[0]?.image === 'encoder';
      return [...stepsByName.values()].filter(
        ({ accepts, runs }) => (type === null || accepts.includes(type.kind)) && (runs !== 'data' || (isEncoder && !isTrained)),
      );
    },
    ({ schema }) => ({ schema }),
    scope,
  );

interface Flow {
  /** `null` where an earlier mistake hides it. */
  readonly type: ModalityType | null;
  /** Whether a step above is trained: no step that is computed on data may come any more. */
  readonly isTrained: boolean;
}

/** What flows in the pipeline around the cursor: the output of the step above it, or what its block starts from. */
export function flowAt(scope: Scope): Flow {
  const { offset, snapshot, heads } = scope;
  const head = heads[0] ?? [];
  const blockStart = head[0]?.startOffset ?? 0;
  const isAbove = ({ span }: TypedStep): boolean => span.start >= blockStart && span.end <= offset;
  const above = snapshot.parts.steps.filter(isAbove);
  const last = above.at(-1);
  const isTrained = above.some(({ kind }) => kind.runs === 'graph');
  if (last === undefined) {
    const hasSteps = [...stepsByName.keys()].some((name) => scope.present.has(name));
    return { type: hasSteps ? null : startOf(scope), isTrained };
  }
  // Between the last step that has a type and the cursor there may be one that has none.
  const between = snapshot.text.slice(last.span.end, offset).replace(/\/\/[^\n\r]*/g, '');
  return { type: between.trim() === '' ? last.output : null, isTrained };
}

/** What a block starts from. */
function startOf({ heads, snapshot: { parts } }: Scope): ModalityType | null {
  const head = heads[0] ?? [];
  const [word, name] = head.map(({ image }) => image);
  if (word === 'fusion') {
    const fusion = parts.fusions.get(name ?? '');
    if (fusion !== undefined) return fusion.steps[0]?.input ?? fusion.output;
    return null;
  }
  const from = wordAfter(head, 'from') ?? '';
  if (word === 'head') return (parts.encoders.get(from) ?? parts.fusions.get(from))?.output ?? null;
  const column = wordAfter(head, '.');
  return parts.datasets.get(from)?.columns.find((other) => other.name === column)?.type ?? null;
}
