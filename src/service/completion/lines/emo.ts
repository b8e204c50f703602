import { NumberToken } from '../../../compiler/parse/tokens.ts';
import { defineLine } from '../line.ts';
import { ofType } from '../rule.ts';

export const emo = defineLine({
  word: 'emo',
  snippet: 'emo 1',
  isOnly: true,
  rule: () => ofType(NumberToken, () => [{ kind: 'number', label: '1', detail: 'version of the language', units: [''] }]),
});
