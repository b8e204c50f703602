import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { engines, selectEngine } from '../../../src/runtime/engines/select.ts';

async function refusal(name: string, among = engines) {
  try {
    await selectEngine(name, among);
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

test('auto is the cpu engine, and every engine answers to its name', async () => {
  assert.is((await selectEngine('auto')).name, 'cpu');
  for (const engine of engines) assert.is(await selectEngine(engine.name), engine);
});

test('an engine that does not load is not replaced by another', async () => {
  for (const name of ['auto', 'cpu']) {
    const [diagnostic] = await refusal(name, broken);
    assert.is(diagnostic?.code, 'E0801');
    assert.match(diagnostic?.message ?? '', 'no library');
    assert.match(diagnostic?.help[0]?.text ?? '', '`npm install it`');
  }
  assert.is((await selectEngine('reference', broken)).name, 'reference');
});

test('engines of later versions are known as such', async () => {
  for (const name of ['cuda', 'webgpu']) {
    const [diagnostic] = await refusal(name);
    assert.is(diagnostic?.code, 'E0802');
    assert.match(diagnostic?.message ?? '', name);
  }
});

test('a mistyped name gets a proposal', async () => {
  const [diagnostic] = await refusal('referense');
  assert.is(diagnostic?.code, 'E0803');
  assert.match(diagnostic?.help[0]?.text ?? '', '`reference`');
  assert.equal((await refusal('quantum-thing'))[0]?.help, []);
});

test.run();
