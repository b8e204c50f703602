import { NumberToken } from '../../../compiler/parse/tokens.ts';
import { defineLine } from '../line.ts';
import { ofType, sequence, word } from '../rule.ts';
import { aNumber } from '../values.ts';
import { conditions } from './split.ts';

export const holdout = defineLine({
  word: 'holdout',
  snippet: 'holdout <20>% of train',
  isOnly: true,
  rule: (scope) =>
    sequence(
      ofType(NumberToken, () => [aNumber('%', 'share of the training rows')]),
      word('of'),
      word('train', { kind: 'option' }),
      conditions(scope),
    ),
});
