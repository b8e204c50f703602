import { defineLine } from '../line.ts';
import { anyWord, dependingOn, either, sequence, sign, word } from '../rule.ts';
import { datasetAround } from '../scope.ts';
import { source } from '../source.ts';

export const join = defineLine({
  word: 'join',
  snippet: 'join <speakers> on column(<name>) = <clips>.column(<speaker>)',
  rule: (scope) =>
    dependingOn(
      anyWord(() =>
        (datasetAround(scope)?.reads ?? []).map(({ name, reader }) => ({ kind: 'name', label: name, detail: reader })),
      ),
      (name) =>
        sequence(
          word('on'),
          either(word('row', { kind: 'option', detail: 'number of the row, from 0' }), source(['column'], scope, name)),
          sign('='),
          source(['column'], scope),
        ),
    ),
});
