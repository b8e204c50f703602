import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { type EngineSettings, ownWay } from '../../../src/runtime/engines/engine.ts';
import { engines, selectEngine } from '../../../src/runtime/engines/select.ts';

async function refusal(name: string, among = engines, settings: EngineSettings = ownWay) {
  try {
    await selectEngine(name, settings, among);
  } catch (error) {
    assert.instance(error, Failure);
    return (error as Failure).diagnostics;
  }
  throw new Error(`${name} was not refused`);
}

const broken = engines.map((engine) =>
  engine.name === 'cpu'
    ? { ...engine, probe: async () => ({ isUsable: false, reason: 'no library', remedy: 'npm install it' }) as const }
    : engine,
);

test('without a graphics card auto is the cpu engine, and every engine answers to its name', async () => {
  const withoutCards = engines.map((engine) =>
    ['cuda', 'webgpu'].includes(engine.name)
      ? { ...engine, probe: async () => ({ isUsable: false, reason: 'no card', remedy: 'one' }) as const }
      : engine,
  );
  assert.is((await selectEngine('auto', ownWay, withoutCards)).name, 'cpu');
  const usable = engines.map((engine) => ({ ...engine, probe: async () => ({ isUsable: true, detail: '' }) as const }));
  for (const engine of usable) assert.is(await selectEngine(engine.name, ownWay, usable), engine);
});

test('an engine that does not load is not replaced by another', async () => {
  for (const name of ['auto', 'cpu']) {
    const [diagnostic] = await refusal(name, broken);
    assert.is(diagnostic?.code, 'E0801');
    assert.match(diagnostic?.message ?? '', 'no library');
    assert.match(diagnostic?.help[0]?.text ?? '', '`npm install it`');
  }
  assert.is((await selectEngine('reference', ownWay, broken)).name, 'reference');
});

const usableToo = (name: string, isOnlyByName = false) =>
  engines.map((engine) =>
    engine.name === name ? { ...engine, probe: async () => ({ isUsable: true, detail: '', isOnlyByName }) as const } : engine,
  );

test('auto takes CUDA before everything else', async () => {
  assert.is((await selectEngine('auto', ownWay, usableToo('cuda'))).name, 'cuda');
});

test('auto takes a GPU, but none that is one in name only', async () => {
  const withGpu = (isOnlyByName: boolean) => usableToo('webgpu', isOnlyByName);
  assert.is((await selectEngine('auto', ownWay, withGpu(false))).name, 'webgpu');
  assert.is((await selectEngine('auto', ownWay, withGpu(true))).name, 'cpu');
  assert.is((await selectEngine('webgpu', ownWay, withGpu(true))).name, 'webgpu');
});

test('a setting reaches the engine that has it, and is refused where nothing would read it', async () => {
  const cuda = engines.find(({ name }) => name === 'cuda')!;
  assert.equal(cuda.settings?.names, ['device', 'xla']);
  for (const [name, settings, wrong] of [
    ['cpu', { device: 'gpu', xla: null }, 'device'],
    ['auto', { device: null, xla: true }, 'xla'],
    ['reference', { device: 'cpu', xla: null }, 'device'],
  ] as const) {
    const [diagnostic] = await refusal(name, engines, settings);
    assert.is(diagnostic?.code, 'E0817');
    assert.match(diagnostic?.message ?? '', wrong);
    assert.match(diagnostic?.message ?? '', '`cuda`');
  }
  const asked: EngineSettings[] = [];
  const recording = engines.map((engine) =>
    engine.settings === undefined
      ? engine
      : {
          ...engine,
          settings: {
            ...engine.settings,
            apply: (settings: EngineSettings) => {
              asked.push(settings);
              return { ...engine, probe: async () => ({ isUsable: true, detail: '' }) as const };
            },
          },
        },
  );
  await selectEngine('cuda', { device: 'cpu', xla: null }, recording);
  assert.equal(asked, [{ device: 'cpu', xla: null }]);
});

test('a mistyped name gets a proposal', async () => {
  const [diagnostic] = await refusal('referense');
  assert.is(diagnostic?.code, 'E0803');
  assert.match(diagnostic?.help[0]?.text ?? '', '`reference`');
  assert.equal((await refusal('quantum-thing'))[0]?.help, []);
});

test.run();
