import { blockKeywords, clauseWords, modifiers, units } from '../src/compiler/parse/tokens.ts';

const words = (list: readonly string[]): string => list.join('|');

/** Alternatives of a pattern that has no name in the token table. */
const unitWords = Object.keys(units).map((unit) => (unit === '%' ? '%' : `${unit}\\b`));

/** A TextMate grammar from the token table: what an editor can colour without understanding a spec. */
const textMate = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'emo',
  scopeName: 'source.emo',
  fileTypes: ['emo'],
  patterns: ['documentation', 'comment', 'text', 'block', 'setting', 'step', 'clause', 'number', 'operator'].map((name) => ({
    include: `#${name}`,
  })),
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
      match: `^\\s*(${words(blockKeywords)})\\b(?!\\s*(?:->|[,.(]))(?:\\s+([A-Za-z_]\\w*))?`,
      captures: { 1: { name: 'keyword.declaration.emo' }, 2: { name: 'entity.name.type.emo' } },
    },
    setting: { match: '\\b([A-Za-z_]\\w*)\\s*=(?!=)', captures: { 1: { name: 'variable.parameter.emo' } } },
    step: { match: '\\b([A-Za-z_]\\w*)\\s*(?=\\()', captures: { 1: { name: 'support.function.emo' } } },
    clause: { name: 'keyword.other.emo', match: `(?<![.\\w])(?:${words([...clauseWords, ...modifiers])})\\b(?!\\s*[=(.,)])` },
    number: {
      match: `(?<![\\w.])(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)[ \\t]*(${unitWords.join('|')})?`,
      captures: { 1: { name: 'constant.numeric.emo' }, 2: { name: 'keyword.other.unit.emo' } },
    },
    operator: { name: 'keyword.operator.emo', match: '->|\\.\\.|[<>=!]=|[-+*/|<>=@]' },
  },
};

/** What editors read: colours by TextMate. */
export function generateGrammar(): [string, string][] {
  const text = JSON.stringify(textMate, null, 2).replace(/\[\s+("[^"]*")\s+\]/g, '[$1]');
  return [['grammar/emo.tmLanguage.json', `${text}\n`]];
}
