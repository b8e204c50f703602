import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resolveEnginePackage } from '../../../../src/runtime/engines/engine-folder.ts';
import { lookInto } from '../../../../src/runtime/engines/install/from.ts';
import { install, planInstallation } from '../../../../src/runtime/engines/install/install.ts';
import { inspectInstallation } from '../../../../src/runtime/engines/install/installed.ts';
import { cuda } from '../../../../src/runtime/engines/install/recipes/cuda.ts';
import { webgpu } from '../../../../src/runtime/engines/install/recipes/webgpu.ts';
import { findSources } from '../../../../src/runtime/engines/install/sources.ts';
import { tarballName } from '../../../../src/runtime/engines/install/steps/npm.ts';
import { surroundingsIn, temporaryFolder } from './_surroundings.ts';

/** The engines as users get them, from the registry and index of this machine: 63 MB, and 287 MB with EMOC_TEST_CUDA_INSTALL=1. */

const folder = temporaryFolder();
const surroundings = surroundingsIn(join(folder, 'engines'), {
  ...(process.env as Record<string, string>),
  EMOC_ENGINES: join(folder, 'engines'),
});
const sources = await findSources({ registry: undefined, index: undefined }, surroundings, folder);

const isReachable = await fetch(sources.registry.url).then(
  () => true,
  () => false,
);

test('webgpu from the registry, with this platform’s Dawn and no other', async () => {
  if (!isReachable) return console.log('skipped: the npm registry cannot be reached');
  const plan = await planInstallation(webgpu, { device: 'gpu', from: null, sources }, surroundings);
  assert.is((await install(plan, surroundings, () => {})).dawn, '0.6.2');
  const dawn = resolveEnginePackage('webgpu', 'webgpu', surroundings);
  assert.is(dawn?.foundIn, 'engine folder');
  const { stdout } = await execa('ls', [join(dawn?.folder ?? '', 'dist')]);
  assert.is(stdout.split('\n').length, 1);
  assert.is((await inspectInstallation('webgpu', surroundings)).state, 'installed');
});

test('webgpu from packed npm packages, with a registry that is not there', async () => {
  if (!isReachable) return console.log('skipped: the npm registry cannot be reached');
  const [step] = webgpu.steps({ device: 'gpu', python: null });
  if (step?.kind !== 'npm') throw new Error('the first step is not npm');
  const carried = join(folder, 'carried');
  mkdirSync(carried);
  const names = Object.entries(step.lock.packages).flatMap(([place, { version }]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return place === '' ? [] : [{ name, version: version as string }];
  });
  await execa('npm', ['pack', '--silent', ...names.map(({ name, version }) => `${name}@${version}`)], { cwd: carried });
  assert.ok((await execa('ls', [carried])).stdout.includes(tarballName('@tensorflow/tfjs-core', '4.22.0')));
  const nowhere = { ...sources, registry: { url: 'http://127.0.0.1:9/', saidBy: 'the test' } };
  // Neither npm's cache nor the engine that was installed before may help.
  const apart = surroundingsIn(join(folder, 'apart'), { npm_config_cache: join(folder, 'npm'), npm_config_fetch_retries: '0' });
  const plan = await planInstallation(webgpu, { device: 'gpu', from: await lookInto(carried, webgpu), sources: nowhere }, apart);
  assert.is((await install(plan, apart, () => {})).dawn, '0.6.2');
});

test('cuda with a TensorFlow for the processor', async () => {
  if (process.env.EMOC_TEST_CUDA_INSTALL !== '1') return console.log('skipped: EMOC_TEST_CUDA_INSTALL is not 1 (287 MB)');
  const plan = await planInstallation(cuda, { device: 'cpu', from: null, sources }, surroundings);
  const details = await install(plan, surroundings, () => {});
  assert.equal(details, { tensorflow: '2.18.1', gpu: 'none' });
});

test.after(() => rmSync(folder, { recursive: true, force: true }));
test.run();
