import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsFor } from '../../../../src/runtime/engines/doctor/findings.ts';
import { findGraphics } from '../../../../src/runtime/engines/doctor/graphics.ts';
import type { Machine } from '../../../../src/runtime/engines/doctor/machine.ts';
import type { InstallableEngine } from '../../../../src/runtime/engines/engine-folder.ts';
import { surroundingsIn } from '../install/_surroundings.ts';

interface Parts {
  readonly files?: Readonly<Record<string, string>>;
  readonly programs?: Readonly<Record<string, string | null>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A machine of files and programs; a program whose answer is `null` fails. */
const machineOf = ({ files = {}, programs = {} }: Parts): Machine => ({
  readText: (path) => files[path] ?? null,
  list: (folder) =>
    Object.keys(files).flatMap((path) =>
      path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/') ? [path.slice(folder.length + 1)] : [],
    ),
  run: async (program) => {
    const text = programs[program];
    if (text === undefined) return null;
    return text === null
      ? { isFine: false, text: 'NVIDIA-SMI has failed because it could not communicate' }
      : { isFine: true, text };
  },
});

async function examine(engine: InstallableEngine, parts: Parts) {
  const surroundings = {
    ...surroundingsIn('/nowhere', parts.environment),
    platform: 'linux',
    architecture: 'x64',
    homeFolder: '/home/ada',
  } as const;
  const findings = await findingsFor(engine, surroundings, await findGraphics(surroundings, machineOf(parts)));
  return Object.fromEntries(findings.map((finding) => [finding.what.replace(/ \(.*/, ''), finding]));
}

const version = (number: string): string =>
  `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  ${number}  Release Build  (dvs-builder@U22)\nGCC version: 12\n`;
const icd = (library: string): string =>
  JSON.stringify({ ICD: { library_path: library, api_version: '1.3' }, file_format_version: '1.0.0' });

const whole: Parts = {
  files: {
    '/proc/driver/nvidia/version': version('580.65.06'),
    '/usr/share/vulkan/icd.d/nvidia_icd.json': icd('libGLX_nvidia.so.0'),
  },
  programs: {
    'nvidia-smi': 'NVIDIA H200, 580.65.06, 143771 MiB',
    ldconfig: `3 libs found in cache
\tlibvulkan.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libvulkan.so.1
\tlibcuda.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so.1
\tlibcuda.so.1 (libc6) => /lib/i386-linux-gnu/libcuda.so.1
\tlibGLX_nvidia.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libGLX_nvidia.so.0`,
  },
};

test('a machine with everything but the engines', async () => {
  const cuda = await examine('cuda', whole);
  assert.is(cuda['NVIDIA driver']?.found, '580.65.06');
  assert.is(cuda['graphics cards']?.found, 'NVIDIA H200, 580.65.06, 143771 MiB');
  assert.is(cuda['libcuda.so.1']?.found, '/lib/x86_64-linux-gnu/libcuda.so.1');
  assert.equal(
    Object.values(cuda).map(({ isFine }) => isFine),
    [false, true, true, true],
  );
  assert.is(cuda.installation?.remedy, 'emoc engine install cuda');
  const webgpu = await examine('webgpu', whole);
  assert.is(webgpu['Vulkan drivers']?.found, '/usr/share/vulkan/icd.d/nvidia_icd.json -> libGLX_nvidia.so.0');
  assert.equal(
    Object.values(webgpu).map(({ isFine }) => isFine),
    [false, true, true],
  );
});

test('a bare machine: everything is missing, and each says what to type', async () => {
  for (const engine of ['cuda', 'webgpu'] as const) {
    for (const { what, isFine, remedy } of Object.values(await examine(engine, {}))) {
      assert.not(isFine, what);
      assert.ok((remedy ?? '').length > 10, what);
    }
  }
});

test('drivers that are too old for CUDA 12', async () => {
  for (const [number, isFine] of [
    ['470.82.01', false],
    ['525.60.11', false],
    ['525.60.13', true],
    ['525.105.17', true],
    ['580.65.06', true],
  ] as const) {
    const { 'NVIDIA driver': driver } = await examine('cuda', {
      ...whole,
      files: { '/proc/driver/nvidia/version': version(number) },
    });
    assert.is(driver?.isFine, isFine, number);
    assert.match(driver?.found ?? '', number);
  }
});

test('a driver in a container: nvidia-smi fails, the library is there and no file names it', async () => {
  const { 'graphics cards': cards } = await examine('cuda', { ...whole, programs: { ...whole.programs, 'nvidia-smi': null } });
  assert.match(cards?.found ?? '', 'could not communicate');
  const { 'Vulkan drivers': unnamed } = await examine('webgpu', { ...whole, files: {} });
  assert.not(unnamed?.isFine);
  assert.match(unnamed?.remedy ?? '', /libGLX_nvidia\.so\.0"[\s\S]*VK_DRIVER_FILES/);
});

test('Vulkan drivers: where a variable names them, by path, and one whose library is gone', async () => {
  const files = { '/opt/swift/icd.json': icd('./libvk.so'), '/opt/swift/libvk.so': '', '/opt/gone.json': icd('/opt/libgone.so') };
  const environment = { VK_DRIVER_FILES: '/opt/swift/icd.json:/opt/gone.json', LD_LIBRARY_PATH: '/opt/swift' };
  const found = (await examine('webgpu', { files, environment }))['Vulkan drivers'];
  assert.ok(found?.isFine);
  assert.is(found?.found, '/opt/swift/icd.json -> /opt/swift/libvk.so; /opt/gone.json -> /opt/libgone.so (not there)');
  const alone = (await examine('webgpu', { files, environment: { VK_ICD_FILENAMES: '/opt/gone.json' } }))['Vulkan drivers'];
  assert.not(alone?.isFine);
});

test.run();
