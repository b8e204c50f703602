import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { processSurroundings } from '../../../../src/runtime/engines/engine-folder.ts';
import { corrected } from '../../../../src/runtime/engines/webgpu/corrections.ts';
import { createStorage, sizeClass } from '../../../../src/runtime/engines/webgpu/memory-pool.ts';
import { createWebgpuEngine } from '../../../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { loadSession } from '../../../../src/runtime/engines/webgpu/webgpu-session.ts';
import { dense } from '../_programs.ts';
import { openGpu } from '../_webgpu.ts';

const subject = dense({ rule: 'adam', rate: 0.01, settings: {}, clipNorm: null, clipValue: null });
const { program, start, limits, constants } = subject;
const options = { limits, threads: 1, constants, isTraining: true };

async function failureOf(work: () => unknown): Promise<{ readonly code: string; readonly message: string }> {
  try {
    await work();
  } catch (error) {
    assert.instance(error, Failure, String(error));
    const [first] = (error as Failure).diagnostics;
    return { code: first?.code ?? '', message: first?.message ?? '' };
  }
  throw new Error('nothing failed');
}

test('sizes of buffers are rounded up a little, neighbours alike', () => {
  assert.equal([1, 256, 257, 320, 321, 1024, 1025].map(sizeClass), [256, 256, 320, 320, 384, 1024, 1280]);
  for (let size = 1; size < 1e6; size = Math.ceil(size * 1.37)) {
    const rounded = sizeClass(size);
    assert.ok(rounded >= size && rounded % 4 === 0 && (rounded <= size * 1.25 || rounded === 256), `${size} is ${rounded}`);
    assert.is(sizeClass(rounded), rounded);
  }
});

test('a transposition of integers writes floats, as its result is declared', () => {
  const code = 'setOutputAtIndex(flatIndex, A[getIndexFromCoords3D(\n vec3<i32>(coords.y, coords.x), uniforms.aShape)]);';
  assert.match(corrected('TransposeProgram', code), 'setOutputAtIndex(flatIndex, f32(A[getIndexFromCoords3D(');
  assert.is(corrected('MatMulPackedProgram', code), code);
});

test('where the packages are not installed the engine says how to get them', async () => {
  const nowhere = { ...processSurroundings(), environment: { EMOC_ENGINES: '/nowhere' }, packageFolders: [] };
  const engine = createWebgpuEngine(nowhere);
  const availability = await engine.probe();
  assert.is(availability.isUsable, false);
  assert.match(availability.isUsable ? '' : availability.remedy, 'emoc engine install webgpu');
  assert.is((await failureOf(() => engine.load(program, start, options))).code, 'E0801');
});

const gpu = await openGpu();

if (typeof gpu === 'string') {
  console.log(`skipped: ${gpu}`);
  test.skip('webgpu: what goes wrong on a device', () => {});
} else {
  test('a software GPU is never what auto chooses', async () => {
    const availability = await createWebgpuEngine(processSurroundings()).probe();
    assert.is(availability.isUsable && availability.isOnlyByName === true, gpu.isSoftware);
  });

  test('a buffer larger than the adapter allows is named before anything is taken', async () => {
    const { code, message } = await failureOf(() => createStorage(gpu, 2 ** 45, 'tone/lstm_1'));
    assert.is(code, 'E0832');
    assert.match(message, '`tone/lstm_1` takes 33554432 MB');
  });

  // This driver has room for less than one buffer of the size that its adapter allows; a card would really have to be filled.
  const inFullMemory = /swiftshader/i.test(gpu.adapterName) ? test : test.skip;
  inFullMemory('a device without memory fails the step that comes next, in the words of its driver', async () => {
    const session = await loadSession(gpu, program, start, options);
    await session.step(subject.batch(0), 0.01);
    const filled = createStorage(gpu, gpu.device.limits.maxBufferSize, 'what fills it');
    const { code, message } = await failureOf(async () => {
      await session.step(subject.batch(0), 0.01);
      await session.step(subject.batch(0), 0.01);
    });
    assert.is(code, 'E0833');
    assert.match(
      message,
      `the memory of ${gpu.adapterName} is full (vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY)`,
    );
    filled.destroy();
    await session.dispose();
  });

  test('a refused computation fails the step, and nothing of it is kept', async () => {
    const session = await loadSession(gpu, program, start, options);
    await session.step(subject.batch(0), 0.01);
    gpu.device.createBuffer({ size: 4, usage: 0 });
    const { code, message } = await failureOf(async () => {
      await session.step(subject.batch(0), 0.01);
      await session.step(subject.batch(0), 0.01);
    });
    assert.is(code, 'E0834');
    assert.match(message, gpu.adapterName);
    await session.dispose();
  });

  test('a device that is lost in mid-training ends it with a failure that says so', async () => {
    const session = await loadSession(gpu, program, start, options);
    await session.step(subject.batch(0), 0.01);
    const underWay = [session.step(subject.batch(0), 0.01), session.step(subject.batch(1), 0.01)].map((step) =>
      step.then(
        () => 'done',
        (error) => (error as Failure).diagnostics?.[0]?.code ?? String(error),
      ),
    );
    gpu.device.destroy();
    // What had arrived before may be a result; what comes after cannot.
    for (const outcome of await Promise.all(underWay)) assert.ok(['done', 'E0831'].includes(outcome), outcome);
    assert.is((await failureOf(() => session.step(subject.batch(0), 0.01))).code, 'E0831');
    assert.is((await failureOf(() => session.state())).code, 'E0831');
    await session.dispose();
    assert.ok(gpu.isLost);
  });
}

test.run();
