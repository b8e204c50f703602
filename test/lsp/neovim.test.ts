import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const version = await execa('nvim', ['--version'], { reject: false });
const isThere = version.exitCode === 0;
if (!isThere) console.log('skipped: Neovim (nvim) is not installed');

const run = isThere ? test : test.skip;

run('Neovim opens a spec, shows its diagnostic, applies the fix, completes, renames and formats', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-neovim-'));
  try {
    const text = readFileSync('examples/quickstart.emo', 'utf8');
    const spec = join(folder, 'spec.emo');
    writeFileSync(spec, text.replace('pool(mean)', 'poool(mean)'));
    const lines = text.split('\n');
    const rowOf = (words: string): number => lines.findIndex((line) => line.includes(words));
    const server = [process.execPath, '--import', 'tsx', resolve('test/lsp/_server.ts')];
    const { stdout } = await execa(
      'nvim',
      ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', resolve('test/lsp/neovim.lua')],
      {
        env: {
          EMOC_SPEC: spec,
          EMOC_SERVER: server.join('\n'),
          EMOC_COMPLETE_ROW: String(rowOf('fusion fused')),
          EMOC_COMPLETE_COLUMN: String((lines[rowOf('fusion fused')] ?? '').indexOf('tone')),
          EMOC_RENAME_ROW: String(rowOf('encoder tone')),
          EMOC_RENAME_COLUMN: '9',
        },
        timeout: 120_000,
        reject: false,
      },
    );
    const found = new Map(stdout.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
    assert.is(found.get('failed'), undefined, stdout);
    assert.is(found.get('diagnostic'), `E0401 in line ${rowOf('pool(mean)') + 1}`);
    assert.is(found.get('fix'), 'Change to `pool`');
    assert.is(found.get('after the fix'), 'nothing wrong');
    const proposed = found.get('completion')?.split(' ') ?? [];
    assert.ok(
      ['tone', 'words', 'face'].every((name) => proposed.includes(name)),
      proposed.join(' '),
    );
    assert.is(found.get('rename'), '3 places');
    assert.is(found.get('format'), 'emo 1');
    assert.ok(found.has('done'), stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
