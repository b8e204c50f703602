// Writes every generated file from its source: diagnostics from their pages, the indexes of folders that are lists,
// the types of the concrete syntax tree from the grammar, the editors' grammars from its words and the kinds, the reference from the kinds.
//
//   npm run generate            writes
//   npm run generate -- --check exits 1 if a committed file differs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateCst } from './generate-cst.ts';
import { generateDiagnostics } from './generate-diagnostics.ts';
import { generateIndexes } from './generate-indexes.ts';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

function keep(files: readonly (readonly [path: string, text: string])[]): void {
  for (const [path, text] of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

keep([...generateDiagnostics(), ...generateIndexes(), ...generateCst()]);
// What follows imports the kinds through the indexes, so those have to be there first.
const { generateExplanations } = await import('./generate-explanations.ts');
keep(generateExplanations());
const { generateGrammar } = await import('./generate-grammar.ts');
keep(generateGrammar());
const { generateDocs } = await import('./generate-docs.ts');
keep(generateDocs());

if (isCheck && stale.length > 0) {
  console.error(`stale generated files, run npm run generate:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}
