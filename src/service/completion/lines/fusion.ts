import type { FusionKind } from '../../../compiler/catalogue/define-fusion.ts';
import { fusionsByName } from '../../../compiler/check/kinds.ts';
import { callOf } from '../calls.ts';
import { defineLine } from '../line.ts';
import { stepsOf } from '../pipeline.ts';
import { anyWord, balanced, newName, optional, type Rule, sequence, sign } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { representations } from '../sources.ts';

export const fusion = defineLine({
  word: 'fusion',
  snippet: 'fusion <fused> = <joint>(<words>, <tone>) {\n  <>\n}',
  rule: (scope) =>
    sequence(
      newName('name of the fusion', 'fused'),
      sign('='),
      callOf(
        fusionsByName,
        () => fusionsByName.values(),
        (kind) => ({ schema: kind.schema, leading: [inputOf(kind, scope), inputOf(kind, scope)], isLastRepeated: true }),
        scope,
        { leading: () => ['<one>', '<other>'] },
      ),
      optional(balanced('{')),
    ),
  body: stepsOf,
});

/** An encoder or a fusion of a type that the kind accepts; one whose type is not known may be of it. */
const inputOf = ({ accepts }: FusionKind, scope: Scope): Rule =>
  anyWord(() => representations(scope, (type) => type === null || accepts.includes(type.kind)));
