import { Text } from '../../../compiler/parse/tokens.ts';
import { defineLine } from '../line.ts';
import { either, newName, ofType, repeated, sequence, sign } from '../rule.ts';

const label = either(
  newName('a label', 'label'),
  ofType(Text, () => [{ kind: 'text', label: '"…"', insert: '"<>"', isSnippet: true, detail: 'a label that is no name' }]),
);

export const labels = defineLine({
  word: 'labels',
  snippet: 'labels <mood> = <sad> | <happy>',
  rule: () => sequence(newName('name of the label set', 'mood'), sign('='), label, repeated(sequence(sign('|'), label))),
});
