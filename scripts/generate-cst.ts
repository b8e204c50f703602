import { generateCstDts } from 'chevrotain';
import { Grammar } from '../src/compiler/parse/grammar.ts';

/** The types of the concrete syntax tree, from the rules of the grammar. */
export function generateCst(): [string, string][] {
  const types = generateCstDts(new Grammar().getGAstProductions())
    .replaceAll('"', "'")
    .replace(/\((\w+)\)\[\]/g, '$1[]');
  const text = `// Generated from grammar.ts by \`npm run generate\`. Do not edit.\n${types.trim()}\n`;
  return [['src/compiler/parse/cst.generated.d.ts', text]];
}
