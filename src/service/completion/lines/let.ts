import { defineLine } from '../line.ts';
import { newName, sequence, sign } from '../rule.ts';
import { aNumber, constant } from '../values.ts';

export const constantLine = defineLine({
  word: 'let',
  snippet: 'let <alpha> = <0.1>',
  rule: (scope) =>
    sequence(
      newName('name of the constant', 'alpha'),
      sign('='),
      constant(scope, () => [{ ...aNumber('', 'number'), units: ['', '%', 'ms', 's', 'min', 'Hz', 'kHz', 'deg'] }]),
    ),
});
