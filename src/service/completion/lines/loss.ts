import type { LossKind } from '../../../compiler/catalogue/define-loss.ts';
import { noParameters } from '../../../compiler/catalogue/schema.ts';
import { type Kinds, lossesByName } from '../../../compiler/check/kinds.ts';
import { weightedSum } from '../../kinds.ts';
import { callOf } from '../calls.ts';
import { defineLine } from '../line.ts';
import { anyWord, either, lazily, type Rule, repeated, sequence, sign } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { aNumber, constant } from '../values.ts';

export const loss = defineLine({
  word: 'loss',
  snippet: 'loss = <cross_entropy>(<mood>)',
  doc: 'What training makes small: a sum of losses, each of one head.',
  isOnly: true,
  rule: (scope) => sequence(sign('='), either(sum(scope), weighted(scope))),
});

const weighted = (scope: Scope): Rule =>
  callOf(
    new Map([[weightedSum.name, weightedSum]]),
    () => [weightedSum],
    () => ({ schema: noParameters, leading: [sum(scope)] }),
    scope,
    { leading: () => ['<sum>'] },
  );

/** `alpha * mse(valence) + beta * mse(arousal)` */
function sum(scope: Scope): Rule {
  const factor = constant(scope, () => [aNumber('', 'weight'), aNumber('%', 'weight')]);
  const term = either(
    lossOf(scope),
    sequence(factor, sign('*'), lossOf(scope)),
    sequence(
      sign('-'),
      lazily(() => term),
    ),
  );
  const scaled = either(term, sequence(lossOf(scope), either(sign('*'), sign('/')), factor));
  return sequence(scaled, repeated(sequence(either(sign('+'), sign('-')), scaled)));
}

const lossOf = (scope: Scope): Rule =>
  callOf(
    lossesByName as Kinds<LossKind>,
    () => lossesByName.values(),
    (kind) => ({ schema: kind.schema, leading: [headOf(kind, scope)] }),
    scope,
    { leading: () => ['<head>'] },
  );

/** A head that the loss can judge; one that has a mistake may be one. */
const headOf = (kind: LossKind, { snapshot: { bound, parts } }: Scope): Rule =>
  anyWord(() =>
    [...bound.symbols.values()]
      .filter(({ role, name }) => {
        const head = parts.heads.get(name.text);
        const hasLabels = kind.labelCount === undefined || kind.labelCount === head?.labels?.length;
        return role === 'head' && (head === undefined || (head.kind.target === kind.for && hasLabels));
      })
      .map(({ name }) => ({ kind: 'name', label: name.text, detail: parts.heads.get(name.text)?.kind.name ?? 'head' })),
  );
