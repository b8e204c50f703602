import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Where the packages of the extension are: `npm ci` in its folder, or a folder in EMOC_VSCODE_MODULES. */
const modules = resolve(process.env.EMOC_VSCODE_MODULES ?? 'editors/vscode/node_modules');

/** Packs a copy of the extension, so that the working tree stays as it is. */
function packed(): Record<string, Uint8Array> {
  const root = mkdtempSync(join(tmpdir(), 'emoc-vscode-'));
  const folder = join(root, 'editors/vscode');
  mkdirSync(folder, { recursive: true });
  const isSource = (path: string): boolean => !/node_modules|dist|syntaxes|\.vsix$/.test(path.slice('editors/vscode'.length));
  cpSync('editors/vscode', folder, { recursive: true, filter: isSource });
  for (const path of ['grammar', 'LICENSE']) cpSync(path, join(root, path), { recursive: true });
  symlinkSync(modules, join(folder, 'node_modules'));
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], { cwd: folder, stdio: 'pipe' });
  execFileSync(process.execPath, ['package.mjs'], { cwd: folder, stdio: 'pipe' });
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.vsix'));
  assert.is(file, 'emo-0.1.0.vsix');
  return unzipSync(readFileSync(join(folder, file)));
}

if (!existsSync(join(modules, '@vscode/vsce'))) {
  console.log('skipped: the packages of editors/vscode are not installed (npm ci there, or EMOC_VSCODE_MODULES=DIR)');
} else {
  const files = packed();
  const textOf = (path: string): string => Buffer.from(files[path] ?? []).toString('utf8');

  test('it type-checks, and holds what it must and nothing else', () => {
    assert.equal(Object.keys(files).sort(), [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/dist/extension.cjs',
      'extension/language-configuration.json',
      'extension/package.json',
      'extension/readme.md',
      'extension/syntaxes/emo.tmLanguage.json',
    ]);
  });

  test('the grammar is the generated one', () => {
    assert.is(textOf('extension/syntaxes/emo.tmLanguage.json'), readFileSync('grammar/emo.tmLanguage.json', 'utf8'));
  });

  test('the bundle needs nothing but the editor and Node', () => {
    const bundle = textOf('extension/dist/extension.cjs');
    const needed = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
    assert.ok(needed.includes('vscode'));
    for (const name of new Set(needed)) assert.ok(name === 'vscode' || isBuiltin(name), name);
    assert.ok(bundle.length < 1e6, `${bundle.length} bytes`);
  });

  test('the manifest of the package says which editors it is for', () => {
    const manifest = textOf('extension.vsixmanifest');
    assert.match(manifest, /<Identity [^>]*Id="emo"[^>]*Publisher="emoc"/);
    assert.match(manifest, /Microsoft\.VisualStudio\.Code\.Engine" Value="\^1\.91\.0"/);
  });
}

test.run();
