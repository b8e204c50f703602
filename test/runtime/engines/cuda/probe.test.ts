import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { probe } from '../../../../src/runtime/engines/cuda/cuda-engine.ts';
import { cardProblem, type MachineFiles } from '../../../../src/runtime/engines/cuda/graphics-card.ts';
import type { Surroundings } from '../../../../src/runtime/engines/engine-folder.ts';

const folders: string[] = [];

/** A folder with empty files in it. */
function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'emoc-card-'));
  folders.push(folder);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

/** The engine's package as it was installed, in a folder that EMOC_ENGINES names. */
function installed(version: string, hasAddon: boolean, addonBytes = 0): Surroundings {
  const addon = 'cuda-2.18.1/node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node';
  const engines = folderWith('cuda-2.18.1/installed.json', ...(hasAddon ? [addon] : []));
  const keyFiles = hasAddon ? [{ name: addon.slice('cuda-2.18.1/'.length), sizeBytes: addonBytes, sha256: null }] : [];
  const record = { format_version: 1, engine: 'cuda', device: 'gpu', details: {}, plan: '', keyFiles };
  writeFileSync(join(engines, 'cuda-2.18.1/installed.json'), JSON.stringify(record));
  const home = join(engines, 'cuda-2.18.1/node_modules/@tensorflow/tfjs-node-gpu');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: '@tensorflow/tfjs-node-gpu', version }));
  return {
    environment: { EMOC_ENGINES: engines },
    platform: 'linux',
    architecture: 'x64',
    homeFolder: '/nowhere',
    packageFolders: [],
  };
}

async function refusal(device: 'gpu' | 'cpu', surroundings: Surroundings) {
  const availability = await probe({ device }, surroundings);
  if (availability.isUsable) throw new Error('it was found to be usable');
  return availability;
}

test('on macOS: there is no such thing, and what to use instead', async () => {
  for (const device of ['gpu', 'cpu'] as const) {
    const { diagnostic, remedy } = await refusal(device, {
      ...installed('4.22.0', true),
      platform: 'darwin',
      architecture: 'arm64',
    });
    assert.is(diagnostic?.code, 'E0852');
    assert.match(diagnostic?.message ?? '', 'darwin arm64');
    assert.is(remedy, 'emoc engine install webgpu');
  }
});

test('not installed', async () => {
  const surroundings = { ...installed('4.22.0', true), environment: { EMOC_ENGINES: folderWith() } };
  assert.is((await refusal('gpu', surroundings)).remedy, 'emoc engine install cuda');
});

test('another version of the package, one without its addon, or one whose addon was cut short', async () => {
  const { diagnostic } = await refusal('cpu', installed('4.21.0', true));
  assert.is(diagnostic?.code, 'E0813');
  assert.match(diagnostic?.message ?? '', '4.22.0, found 4.21.0');
  assert.is((await refusal('cpu', installed('4.22.0', false))).diagnostic?.code, 'E0866');
  const cut = (await refusal('cpu', installed('4.22.0', true, 98_880))).diagnostic;
  assert.is(cut?.code, 'E0866');
  assert.match(cut?.message ?? '', '0 bytes instead of 98880');
});

test('on the processor it needs no card', async () => {
  assert.ok((await probe({ device: 'cpu' }, installed('4.22.0', true))).isUsable);
});

const libraries = [
  ...['libcudart.so.12', 'libcublas.so.12', 'libcublasLt.so.12', 'libcufft.so.11'],
  ...['libcusolver.so.11', 'libcusparse.so.12', 'libcudnn.so.9'],
];

const machine = (present: readonly string[], more: Partial<MachineFiles> = {}): MachineFiles => ({
  libraryFolders: [folderWith(), folderWith(...present)],
  deviceFolder: folderWith('nvidiactl'),
  driverFolder: '/nowhere',
  visibleDevices: undefined,
  ...more,
});

const codeAndMessage = (files: MachineFiles, isOwn = true) => cardProblem(files, isOwn)?.diagnostics[0];

test('a card with its driver and all libraries', () => {
  assert.is(cardProblem(machine(['libcuda.so.1', ...libraries]), true), null);
});

test('neither device nor driver, and a driver without its library', () => {
  const without = codeAndMessage(machine(['libcuda.so.1', ...libraries], { deviceFolder: folderWith() }));
  assert.is(without?.code, 'E0811');
  const driver = codeAndMessage(machine(libraries));
  assert.is(driver?.code, 'E0811');
  assert.match(driver?.message ?? '', 'libcuda.so.1');
});

test('cards that are hidden', () => {
  for (const visibleDevices of ['', '-1'])
    assert.match(
      codeAndMessage(machine(['libcuda.so.1', ...libraries], { visibleDevices }))?.message ?? '',
      'CUDA_VISIBLE_DEVICES',
    );
  assert.is(cardProblem(machine(['libcuda.so.1', ...libraries], { visibleDevices: '0,1' }), true), null);
});

test('a missing library is named, for the TensorFlow that emoc installs', () => {
  for (const library of libraries) {
    const files = machine(['libcuda.so.1', ...libraries.filter((one) => one !== library)]);
    const diagnostic = codeAndMessage(files);
    assert.is(diagnostic?.code, 'E0812');
    assert.match(diagnostic?.message ?? '', `\`${library}\``);
    assert.is(cardProblem(files, false), null);
  }
});

test.after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test.run();
