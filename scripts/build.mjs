// Compiles the sources into dist/, so that the command starts from plain JavaScript.
//
// One bundle with shared chunks: a verb loads only what it needs, and a cold `emoc check` opens a handful of files instead of
// several hundred. Packages with native parts or their own asset files stay outside.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const external = [
  'onnxruntime-node',
  'onnxruntime-common',
  'ink',
  'react',
  'react/jsx-runtime',
  'execa',
  'protobufjs',
  'yaml',
  'ajv',
  'vscode-languageserver',
  'vscode-languageserver-textdocument',
];
const entries = {
  cli: 'src/cli/main.ts',
  'train-child': 'src/runtime/train/child.ts',
  'extract-worker': 'src/runtime/data/extract-worker.ts',
};

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

// Entry and flags are in the folder's asconfig.json, which the tests of the kernels use too.
execFileSync(
  process.execPath,
  [
    'node_modules/assemblyscript/bin/asc.js',
    '--config',
    'src/runtime/kernels/assembly/asconfig.json',
    '--outFile',
    'dist/kernels.wasm',
  ],
  { stdio: 'inherit' },
);

await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.10',
  external,
  sourcemap: 'linked',
  sourcesContent: false,
  minifySyntax: true,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  jsx: 'automatic',
  logLevel: 'warning',
});

if (readdirSync('dist').length === 0) throw new Error('nothing was built');
