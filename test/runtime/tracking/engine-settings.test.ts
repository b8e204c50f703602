import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineOf } from '../../../src/cli/project.ts';
import { ownWay } from '../../../src/runtime/engines/engine.ts';
import { type Lock, settingsWith } from '../../../src/runtime/tracking/lock.ts';

const lockWith = (engine: Lock['engine'], engine_settings?: Lock['engine_settings']): Lock =>
  ({ engine, ...(engine_settings === undefined ? {} : { engine_settings }) }) as Lock;

test('a resumed run keeps what was said of its engine, unless something else is said', () => {
  const lock = lockWith('cuda', { device: 'cpu', xla: true });
  assert.equal(settingsWith(lock, null, ownWay), { device: 'cpu', xla: true });
  assert.equal(settingsWith(lock, 'cuda', { device: 'gpu', xla: null }), { device: 'gpu', xla: true });
  assert.equal(settingsWith(lock, 'cpu', ownWay), ownWay);
  assert.equal(settingsWith(lockWith('cpu'), null, ownWay), ownWay);
  assert.equal(settingsWith(null, 'cuda', { device: 'cpu', xla: null }), { device: 'cpu', xla: null });
});

test('settings of a manifest go with its engine', () => {
  const project = { engine: 'cuda', engineSettings: { device: 'cpu', xla: true } } as const;
  const said = { engine: undefined, device: undefined, xla: false } as const;
  assert.equal(engineOf(project, said), { engine: 'cuda', engineSettings: { device: 'cpu', xla: true } });
  assert.equal(engineOf(project, { ...said, engine: 'cpu' }), { engine: 'cpu', engineSettings: ownWay });
  assert.equal(engineOf(project, { ...said, engine: 'cuda', device: 'gpu' }), {
    engine: 'cuda',
    engineSettings: { device: 'gpu', xla: true },
  });
  assert.equal(engineOf({ engine: null, engineSettings: ownWay }, { ...said, xla: true }), {
    engine: null,
    engineSettings: { device: null, xla: true },
  });
});

test.run();
