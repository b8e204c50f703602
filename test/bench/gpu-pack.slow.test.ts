import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../bench/gpu/report.ts';
import { engineFolder, installedFile, processSurroundings } from '../../src/runtime/engines/engine-folder.ts';

test('a carried folder measures webgpu far from emoc, without network or packages', async () => {
  const surroundings = processSurroundings();
  if (!existsSync(join(engineFolder('webgpu', surroundings), installedFile)))
    return console.log('skipped: the engine webgpu is not installed (node bin/emoc.js engine install webgpu)');
  if (process.env.VK_DRIVER_FILES === undefined)
    return console.log('skipped: there is no software GPU (node scripts/software-gpu.mjs)');
  const folder = mkdtempSync(join(tmpdir(), 'emoc-pack-'));
  try {
    const made = join(folder, 'made');
    await execa('npx', ['tsx', 'bench/gpu/run.ts', '--pack', made, '--case', 'mosi-joint']);
    const carried = join(folder, 'carried');
    cpSync(made, carried, { recursive: true });
    rmSync(made, { recursive: true });
    // The driver is named; the loader comes with the folder.
    const env = {
      VK_DRIVER_FILES: process.env.VK_DRIVER_FILES,
      HOME: folder,
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    };
    const { stdout } = await execa('sh', ['run.sh', '--quick', '--software', '--case', 'mosi-joint'], {
      cwd: carried,
      env,
      extendEnv: false,
    });
    assert.match(stdout, /cpu: skipped, .*onnxruntime-node/);
    assert.match(stdout, /cuda: skipped, it is not installed/);
    assert.match(stdout, /mosi-joint +batch +32 +webgpu [\d.]+ ms/);
    const [file = ''] = readdirSync(join(carried, 'results')).filter((name) => name.endsWith('.json'));
    const { rows } = JSON.parse(readFileSync(join(carried, 'results', file), 'utf8')) as Report;
    assert.equal(
      rows.map(({ times }) => times.map(({ name, problem }) => [name, problem])),
      [[['webgpu', null]]],
    );
    const unknown = await execa('sh', ['run.sh', '--quick', '--software', '--case', 'faces'], {
      cwd: carried,
      env,
      extendEnv: false,
      reject: false,
    });
    assert.match(unknown.stderr, 'packed without faces at batch 4');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
