import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandPath } from '../cli/_emoc.ts';

/** Minor version of the Neovim here, or `null` without one. */
function neovim(): number | null {
  const { status, stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/^NVIM v0\.(\d+)/.exec(stdout)?.[1] ?? Number.NaN) : null;
}

/** The set-up that docs/editors.md gives for a version. */
function setUpFor(minor: number): string {
  const fences = [...readFileSync('docs/editors.md', 'utf8').matchAll(/```lua\n([\s\S]*?)```/g)].map(([, lua = '']) => lua);
  assert.is(fences.length, 3);
  const fence = fences[minor >= 11 ? 0 : minor >= 8 ? 1 : 2] ?? '';
  assert.match(fence, minor >= 11 ? /vim\.lsp\.config/ : minor >= 8 ? /vim\.lsp\.start\(/ : /start_client/);
  return fence.replace('/path/to/emoc', resolve('.'));
}

const minor = neovim();

if (minor === null) {
  console.log('skipped: nvim is not installed');
} else {
  test(`the set-up of docs/editors.md works in Neovim 0.${minor}: diagnostics come, and formatting is emoc fmt's`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'emoc-neovim-'));
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, '.git'));
    // As npm installs it: something executable in the search path.
    writeFileSync(join(folder, 'bin/emoc'), `#!/bin/sh\nexec '${process.execPath}' '${commandPath}' "$@"\n`, { mode: 0o755 });
    writeFileSync(join(folder, 'spec.emo'), 'emo 1\nexperiment  x {\n  seed=1\n  sed = 2 }\n');
    writeFileSync(join(folder, 'setup.lua'), setUpFor(minor));
    const format = minor >= 8 ? 'vim.lsp.buf.format({ timeout_ms = 20000 })' : 'vim.lsp.buf.formatting_sync(nil, 20000)';
    writeFileSync(
      join(folder, 'drive.lua'),
      `dofile('setup.lua')
-- As Neovim does it after the user's own file.
vim.cmd('filetype plugin on')
vim.cmd('edit spec.emo')
local came = vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local found = vim.tbl_map(function(one) return one.code .. ' ' .. one.lnum end, vim.diagnostic.get(0))
${format}
local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.fn.writefile({ vim.fn.json_encode({ came = came, found = found, lines = lines }) }, 'answer.json')
vim.cmd('qall!')
`,
    );
    execFileSync('nvim', ['--headless', '-u', 'NONE', '-n', '-i', 'NONE', '-c', 'luafile drive.lua'], {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
      timeout: 90_000,
      stdio: 'pipe',
    });
    const answer = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')) as {
      readonly came: boolean;
      readonly found: readonly string[];
      readonly lines: readonly string[];
    };
    assert.ok(answer.came, 'no diagnostics');
    assert.ok(answer.found.includes('E0301 3'), answer.found.join(', '));
    assert.equal(answer.lines, ['emo 1', 'experiment x {', '  seed     = 1', '  sed      = 2', '}']);
  });
}

test.run();
