import { defineLine, type Line } from '../line.ts';
import { optional, sequence, sign, word } from '../rule.ts';
import { newColumn, type SourceWord, source } from '../source.ts';
import { range } from '../values.ts';

/** A line that declares a column: its word, a name, and where it comes from. */
const column = (name: string, words: readonly SourceWord[], snippet: string): Line =>
  defineLine({ word: name, snippet, rule: (scope) => sequence(newColumn, sign('='), source(words, scope)) });

export const columnLines: readonly Line[] = [
  column('text', ['column'], 'text <said> = column(<text>)'),
  column('group', ['column'], 'group <speaker> = column(<speaker>)'),
  column('id', ['column'], 'id <clip> = column(<id>)'),
  column('audio', ['file', 'column'], 'audio <speech> = file("{<wav>}")'),
  column('image', ['pixels'], 'image <face> = pixels(<x>, height = <48>, width = <48>)'),
  column('vec', ['columns'], 'vec <voice> = columns(<0>..<72>)'),
  defineLine({
    word: 'number',
    snippet: 'number <valence> = column(<val>) in <1>..<5>',
    rule: (scope) => sequence(newColumn, sign('='), source(['column'], scope), optional(word('in'), range(scope))),
  }),
];
