import { findProtocol, protocolIds } from '../../../compiler/catalogue/protocols/_lookup.ts';
import { experimentSchema } from '../../../compiler/check/blocks/experiment.ts';
import { NumberToken } from '../../../compiler/parse/tokens.ts';
import { defineLine } from '../line.ts';
import { balanced, either, newName, ofType, type Rule, sequence, sign, word } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { settingsOf, settingWord } from '../settings.ts';

export const experiment = defineLine({
  word: 'experiment',
  snippet: 'experiment <name> {\n  seed     = <1>\n  protocol = <classification@1>\n}',
  isOnly: true,
  rule: () => sequence(newName('name of the experiment', 'first'), balanced('{')),
  body: (scope) => either(settingsOf(experimentSchema, scope), protocolSetting(scope)),
});

/** `protocol = vad@1` */
const protocolSetting = (scope: Scope): Rule =>
  sequence(
    settingWord('protocol', { doc: 'Which figures a run is judged by: a name and its version.' }, 'protocol', scope),
    sign('='),
    either(
      ...protocolIds.map((id): Rule => {
        const [name = '', version = ''] = id.split('@');
        const doc = findProtocol(id)?.doc;
        return sequence(
          word(name, { kind: 'option', insert: id, detail: `${id}`, ...(doc === undefined ? {} : { doc }) }),
          sign('@'),
          ofType(NumberToken, () => [{ kind: 'number', label: version, detail: id, units: [''] }]),
        );
      }),
    ),
  );
