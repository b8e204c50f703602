import { readersByName } from '../../../compiler/check/kinds.ts';
import { callOf } from '../calls.ts';
import { defineLine } from '../line.ts';
import { newName, optional, sequence, word } from '../rule.ts';

export const read = defineLine({
  word: 'read',
  snippet: 'read csv("<clips.csv>")',
  rule: (scope) =>
    sequence(
      callOf(
        readersByName,
        () => readersByName.values(),
        ({ schema }) => ({ schema }),
        scope,
      ),
      optional(word('as'), newName('name of the read', 'clips')),
    ),
});
