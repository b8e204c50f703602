// Packs the extension: one bundled file, the generated TextMate grammar and the descriptions, as emo-VERSION.vsix.
//
//   npm ci && npm run package
import { copyFileSync, mkdirSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';

const folder = import.meta.dirname;
process.chdir(folder);

mkdirSync('syntaxes', { recursive: true });
copyFileSync('../../grammar/emo.tmLanguage.json', 'syntaxes/emo.tmLanguage.json');
copyFileSync('../../LICENSE', 'LICENSE');

await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  logLevel: 'warning',
});

// Everything is bundled, so no package of node_modules has to be packed.
await createVSIX({ cwd: folder, dependencies: false, allowMissingRepository: true });
