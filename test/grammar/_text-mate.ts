import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textMate from 'vscode-textmate';

/** A piece of a text with the scopes that the TextMate grammar gives it, the outermost (`source.emo`) first. */
export interface Scoped {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** The generated grammar in the engine that VS Code colours with. */
export async function textMateScopes(): Promise<(text: string) => readonly Scoped[]> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textMate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textMate.parseRawGrammar(readFileSync('grammar/emo.tmLanguage.json', 'utf8'), 'emo.tmLanguage.json'),
  });
  const grammar = await registry.loadGrammar('source.emo');
  if (grammar === null) throw new Error('the grammar did not load');
  return (text) => {
    const found: Scoped[] = [];
    let state = textMate.INITIAL;
    let lineStart = 0;
    for (const line of text.split('\n')) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      for (const { startIndex, endIndex, scopes } of tokens)
        found.push({ start: lineStart + startIndex, end: lineStart + endIndex, scopes });
      state = ruleStack;
      lineStart += line.length + 1;
    }
    return found;
  };
}
