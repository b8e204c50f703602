import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  engineFolder,
  enginesFolder,
  installedFile,
  resolveEnginePackage,
  type Surroundings,
} from '../../../src/runtime/engines/engine-folder.ts';

const linux: Surroundings = {
  environment: {},
  platform: 'linux',
  architecture: 'x64',
  homeFolder: '/home/ada',
  packageFolders: [],
};

test('the cache folder of each platform, and the variables that move it', () => {
  assert.is(enginesFolder(linux), '/home/ada/.cache/emoc/engines');
  assert.is(enginesFolder({ ...linux, environment: { XDG_CACHE_HOME: '/var/cache/ada' } }), '/var/cache/ada/emoc/engines');
  assert.is(enginesFolder({ ...linux, environment: { XDG_CACHE_HOME: 'relative' } }), '/home/ada/.cache/emoc/engines');
  assert.is(enginesFolder({ ...linux, environment: { XDG_CACHE_HOME: '' } }), '/home/ada/.cache/emoc/engines');
  assert.is(enginesFolder({ ...linux, platform: 'darwin' }), '/home/ada/Library/Caches/emoc/engines');
  const windows = { ...linux, platform: 'win32', homeFolder: 'C:\\Users\\ada' } as const;
  assert.is(enginesFolder(windows), 'C:\\Users\\ada\\AppData\\Local\\emoc\\engines');
  assert.is(enginesFolder({ ...windows, environment: { LOCALAPPDATA: 'D:\\Local' } }), 'D:\\Local\\emoc\\engines');
  assert.is(enginesFolder({ ...linux, environment: { EMOC_ENGINES: '/opt/engines', XDG_CACHE_HOME: '/x' } }), '/opt/engines');
  assert.match(engineFolder('webgpu', linux), /\/emoc\/engines\/webgpu-\d+\.\d+\.\d+$/);
});

/** A folder with a package `webgpu` of that version in its node_modules. */
function withPackage(parent: string, version: string): void {
  const folder = join(parent, 'node_modules', '@scope', 'part');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: '@scope/part', version, main: 'main.js' }));
  writeFileSync(join(folder, 'main.js'), `module.exports = '${version}';`);
}

test('a package comes from the finished engine folder, else from node_modules above', () => {
  const top = mkdtempSync(join(tmpdir(), 'emoc-engine-folder-'));
  try {
    const project = join(top, 'project', 'deep');
    mkdirSync(project, { recursive: true });
    const here: Surroundings = {
      ...linux,
      environment: { EMOC_ENGINES: join(top, 'engines') },
      packageFolders: [project],
    };
    assert.is(resolveEnginePackage('webgpu', '@scope/part', here), null);
    withPackage(dirname(project), '1.0.0');
    const fromProject = resolveEnginePackage('webgpu', '@scope/part', here);
    assert.is(fromProject?.version, '1.0.0');
    assert.is(fromProject?.foundIn, 'node_modules');
    const home = engineFolder('webgpu', here);
    withPackage(home, '2.0.0');
    assert.is(resolveEnginePackage('webgpu', '@scope/part', here)?.version, '1.0.0', 'an unfinished installation is not used');
    writeFileSync(join(home, installedFile), '{}');
    const own = resolveEnginePackage('webgpu', '@scope/part', here);
    assert.is(own?.version, '2.0.0');
    assert.is(own?.foundIn, 'engine folder');
    assert.is(own?.require('@scope/part'), '2.0.0');
    assert.is(resolveEnginePackage('cuda', '@scope/part', here)?.version, '1.0.0', 'one engine does not see the other');
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});

test.run();
