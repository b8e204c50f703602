import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { clauseWords } from '../../src/compiler/parse/tokens.ts';
import { type Part, type Rule, readEbnf } from './ebnf.ts';
import { unitWords } from './words.ts';

interface Picture {
  toString(): string;
}

type Shape = (...parts: readonly (Picture | string | number)[]) => Picture;

/** The library's own names. It is CommonJS without types. */
interface Railroad {
  readonly Diagram: Shape;
  readonly Sequence: Shape;
  readonly Choice: Shape;
  readonly Optional: Shape;
  readonly OneOrMore: Shape;
  readonly ZeroOrMore: Shape;
  readonly Terminal: (text: string) => Picture;
  readonly NonTerminal: (text: string, link?: string) => Picture;
}

const load = createRequire(import.meta.url);
const library = load('railroad-diagrams') as Railroad;

/** What the grammar leaves to the table of signs and words. */
export const terminals: Readonly<Record<string, string>> = {
  word: 'a letter or _, then letters, digits and _',
  text: 'characters between two quotes, on one line',
  number: `digits, with a fraction or an exponent, and a unit: % ${unitWords.join(' ')}`,
  integer: 'digits',
  operator: '| < <= > >= == != .. + - * / per',
  comparison: '< <= > >= == !=',
  clauseWord: clauseWords.join(' '),
};

function drawn(part: Part, rules: ReadonlySet<string>): Picture {
  const inner = (each: Part): Picture => drawn(each, rules);
  switch (part.kind) {
    case 'literal':
      return library.Terminal(part.text);
    case 'rule':
      return library.NonTerminal(part.name, rules.has(part.name) ? `#${part.name}` : `#terminals`);
    case 'sequence':
      return library.Sequence(...part.parts.map(inner));
    case 'choice':
      return library.Choice(0, ...part.parts.map(inner));
    case 'optional':
      return library.Optional(inner(part.part));
    case 'any':
      return library.ZeroOrMore(inner(part.part));
    case 'some':
      return library.OneOrMore(inner(part.part));
  }
}

/** The grammar that people read. */
export function writtenGrammar(): readonly Rule[] {
  const block = /```ebnf\n([\s\S]*?)```/.exec(readFileSync('grammar/README.md', 'utf8'))?.[1];
  if (block === undefined) throw new Error('grammar/README.md has no grammar');
  return readEbnf(block);
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string);

const style = `
  body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
  h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 0; }
  svg.railroad-diagram { max-width: 100%; background: none; }
  svg.railroad-diagram path { stroke-width: 2; stroke: #57606a; fill: none; }
  svg.railroad-diagram text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24; }
  svg.railroad-diagram rect { stroke-width: 1.5; stroke: #57606a; fill: #f6f8fa; }
  svg.railroad-diagram .terminal rect { fill: #ddf4ff; }
  svg.railroad-diagram a text { fill: #0550ae; }
  dt { font: 600 1rem ui-monospace, monospace; } dd { margin: 0 0 .5rem 1.5rem; }
  @media (prefers-color-scheme: dark) {
    body { color: #e6edf3; background: #0d1117; }
    svg.railroad-diagram path, svg.railroad-diagram rect { stroke: #8b949e; } svg.railroad-diagram rect { fill: #161b22; }
    svg.railroad-diagram .terminal rect { fill: #0c2d4d; } svg.railroad-diagram text { fill: #e6edf3; }
    svg.railroad-diagram a text, a { fill: #79c0ff; color: #79c0ff; }
  }`;

/** One page with a diagram a rule. It loads nothing: pictures and styles are in it. */
export function railroadPage(): string {
  const rules = writtenGrammar();
  const names = new Set(rules.map(({ name }) => name));
  const diagrams = rules.map(({ name, part }) => {
    const picture = library.Diagram(drawn(part, names)).toString().trim();
    return `<h2 id="${name}">${name}</h2>\n${picture.replace('<svg ', `<svg role="img" aria-label="diagram of the rule ${name}" `)}`;
  });
  const words = Object.entries(terminals).map(([name, says]) => `<dt>${name}</dt><dd>${escaped(says)}</dd>`);
  return `<!doctype html>
<!-- Generated from grammar/README.md by \`npm run generate\`. Do not edit. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The grammar of .emo</title>
<style>${style}
</style>
</head>
<body>
<h1>The grammar of <code>.emo</code></h1>
<p>One diagram a rule: follow the line from left to right. The same grammar as text, and what the words mean, is in <a href="README.md">README.md</a>.</p>
${diagrams.join('\n')}
<h2 id="terminals">Signs and words</h2>
<dl>
${words.join('\n')}
</dl>
</body>
</html>
`;
}
