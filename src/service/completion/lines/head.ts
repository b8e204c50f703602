import type { HeadKind } from '../../../compiler/catalogue/define-head.ts';
import { headKindsByName } from '../../../compiler/check/kinds.ts';
import { callOf } from '../calls.ts';
import { dotted } from '../dotted.ts';
import { defineLine } from '../line.ts';
import { stepsOf } from '../pipeline.ts';
import { anyWord, balanced, either, newName, type Rule, sequence, word } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { representations } from '../sources.ts';

export const head = defineLine({
  word: 'head',
  snippet: 'head <mood> from <words> { <classify>(<clips.emotion>) }',
  rule: (scope) =>
    sequence(
      newName('name of the head', 'mood'),
      word('from'),
      anyWord(() => representations(scope, () => true)),
      balanced('{'),
    ),
  body: (scope) =>
    either(
      stepsOf(scope),
      callOf(
        headKindsByName,
        () => headKindsByName.values(),
        (kind) => ({ schema: kind.schema, leading: [targetOf(kind, scope)] }),
        scope,
        { leading: () => ['<clips.column>'] },
      ),
    ),
});

/** A column of the kind that a head takes as truth. */
const targetOf = ({ target }: HeadKind, { snapshot: { parts } }: Scope): Rule =>
  dotted(() =>
    [...parts.datasets.values()].flatMap(({ name: dataset, columns }) =>
      columns
        .filter(({ kind }) => kind === target)
        .map(({ name, kind }) => ({ path: [dataset, name], proposal: { kind: 'column', detail: `${kind} column` } as const })),
    ),
  );
