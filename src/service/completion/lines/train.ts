import { best, type Choice, patience } from '../../../compiler/check/blocks/_stop.ts';
import { trainSchema, trainSettings } from '../../../compiler/check/blocks/train.ts';
import { optimizersByName, schedulesByName } from '../../../compiler/check/kinds.ts';
import { type Described, kindOfChoice } from '../../kinds.ts';
import { callOf } from '../calls.ts';
import { defineLine } from '../line.ts';
import { balanced, either, type Rule, repeated, sequence, sign } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { settingsOf, settingWord } from '../settings.ts';

export const train = defineLine({
  word: 'train',
  snippet:
    'train {\n  optimizer = adam(<1e-3>)\n  batch     = <32>\n  epochs    = <20>\n  stop      = patience(<5>, on = val.loss)\n}',
  isOnly: true,
  rule: () => balanced('{'),
  body: (scope) => {
    const schedule = kind(schedulesByName, scope);
    return either(
      settingsOf(trainSchema, scope),
      setting('optimizer', 'The update rule with its rate.', kind(optimizersByName, scope), scope),
      setting(
        'schedule',
        'Factors of the learning rate over the run.',
        sequence(schedule, repeated(sequence(sign('*'), schedule))),
        scope,
      ),
      setting('stop', 'When training ends before its last epoch.', choice(patience, scope), scope),
      setting('keep', 'Which epoch is kept.', choice(best, scope), scope),
    );
  },
});

const setting = (name: string, doc: string, value: Rule, scope: Scope): Rule =>
  sequence(settingWord(name, { doc, ...trainSettings[name] }, 'kind', scope), sign('='), value);

/** A kind; without parentheses it takes all of its defaults. */
const kind = <Kind extends Described>(kinds: ReadonlyMap<string, Kind>, scope: Scope): Rule =>
  callOf(
    kinds,
    () => kinds.values(),
    ({ schema }) => ({ schema }),
    scope,
    { areParenthesesOptional: true },
  );

function choice(of: Choice, scope: Scope): Rule {
  const only = kindOfChoice(of);
  return callOf(
    new Map([[only.name, only]]),
    () => [only],
    ({ schema }) => ({ schema }),
    scope,
  );
}
