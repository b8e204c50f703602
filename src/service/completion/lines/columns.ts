import { defineLine, type Line } from '../line.ts';
import { optional, sequence, sign, word } from '../rule.ts';
import { newColumn, type SourceWord, source } from '../source.ts';
import { range } from '../values.ts';

/** A line that declares a column: its word, a name, and where it comes from. */
const column = (name: string, words: readonly SourceWord[], snippet: string): Line =>
  defineLine({ word: name, snippet, rule: (scope) => sequence(newColumn, sign('='), source(words, scope)) });

export const columnLines: readonly Line[] = [
  column('text', ['column'], 'text ${1:said} = column(${2:text})'),
  column('group', ['column'], 'group ${1:speaker} = column(${2:speaker})'),
  column('id', ['column'], 'id ${1:clip} = column(${2:id})'),
  column('audio', ['file', 'column'], 'audio ${1:speech} = file("{${2:wav}}")'),
  column('image', ['pixels'], 'image ${1:face} = pixels(${2:x}, height = ${3:48}, width = ${4:48})'),
  column('vec', ['columns'], 'vec ${1:voice} = columns(${2:0}..${3:72})'),
  defineLine({
    word: 'number',
    snippet: 'number ${1:valence} = column(${2:val}) in ${3:1}..${4:5}',
    rule: (scope) => sequence(newColumn, sign('='), source(['column'], scope), optional(word('in'), range(scope))),
  }),
];
