import { blockKeywords, clauseWords, modifiers } from '../../src/compiler/parse/tokens.ts';
import { lineWords, unitWords, valueWords } from './words.ts';

const oneOf = (words: readonly string[]): string => `(?:${words.join('|')})`;

/** Not a member, an argument's name, a pattern or a call. */
const standsAlone = String.raw`(?!\s*(?:=(?!=)|[(.:,)\]]|->))`;

/** What an editor can colour without understanding a spec: a TextMate grammar (VS Code, GitHub, Sublime Text, JetBrains). */
const textMate = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'emo',
  scopeName: 'source.emo',
  fileTypes: ['emo'],
  patterns: ['documentation', 'comment', 'text', 'block', 'line', 'setting', 'step', 'clause', 'value', 'number', 'operator'].map(
    (name) => ({ include: `#${name}` }),
  ),
  repository: {
    documentation: { name: 'comment.line.documentation.emo', match: '///(?!/).*$' },
    comment: { name: 'comment.line.double-slash.emo', match: '//.*$' },
    text: {
      name: 'string.quoted.double.emo',
      begin: '"',
      end: '"|$',
      patterns: [
        { name: 'constant.character.escape.emo', match: '\\\\(?:[nrt"\\\\]|u\\{[0-9a-fA-F]{1,6}\\})' },
        { name: 'invalid.illegal.escape.emo', match: '\\\\.' },
        { name: 'variable.other.placeholder.emo', match: '\\{\\w+\\}' },
      ],
    },
    block: {
      match: `^(?:\\s+(?!\\w+\\s*=(?!=)))?(${blockKeywords.join('|')})\\b(?!\\s*(?:->|[,.(]))(?:\\s+([A-Za-z_]\\w*))?`,
      captures: { 1: { name: 'keyword.declaration.emo' }, 2: { name: 'entity.name.type.emo' } },
    },
    line: {
      match: `^\\s*(?:(${modifiers.join('|')})\\s+)?(${lineWords.join('|')})\\b${standsAlone}`,
      captures: { 1: { name: 'storage.modifier.emo' }, 2: { name: 'keyword.declaration.emo' } },
    },
    setting: { match: '\\b([A-Za-z_]\\w*)\\s*(?==(?!=))', captures: { 1: { name: 'variable.parameter.emo' } } },
    step: { match: '\\b([A-Za-z_]\\w*)\\s*(?=\\()', captures: { 1: { name: 'support.function.emo' } } },
    clause: { name: 'keyword.other.emo', match: `(?<![.\\w])${oneOf(clauseWords)}\\b(?!\\s*(?:=(?!=)|->|[(.,):]))` },
    value: { name: 'support.constant.emo', match: `(?<![.\\w])${oneOf(valueWords)}\\b(?!\\s*(?:=(?!=)|[(.:]))` },
    number: {
      match: `(?:(?<=\\.\\.)|(?<![\\w.]))(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?:[ \\t]*(%|${oneOf(unitWords)}\\b(?![ \\t]*(?:=(?!=)|[(:]|\\.(?!\\.)))))?`,
      captures: { 1: { name: 'constant.numeric.emo' }, 2: { name: 'keyword.other.unit.emo' } },
    },
    operator: { name: 'keyword.operator.emo', match: '->|\\.\\.|[<>=!]=|[-+*/|<>=@]' },
  },
};

export function textMateGrammar(): string {
  return `${JSON.stringify(textMate, null, 2).replace(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`;
}
