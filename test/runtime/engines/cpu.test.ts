import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { squaredError } from '../../../bench/losses.ts';
import { adamSettings, Model, normals } from '../../../bench/model.ts';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import type { Batch, Engine } from '../../../src/runtime/engines/engine.ts';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { conformance } from './_conformance.ts';

conformance(cpuEngine);

test('gradients that are too large to be handed around arrive where they are wanted', async () => {
  const [inputs, width, limits] = [290, 280, { B: 3 }];
  const model = new Model('wide');
  const output = model.dense(model.dense(model.field('x', ['B', inputs]), 'hidden', width, 'relu'), 'value', 1);
  const loss = squaredError(model, output, model.field('target', ['B', 1]));
  const program = model.finish({ loss, heads: [['value', output]], optimizer: adamSettings({ rule: 'sgd', rate: 1e-3 }) });
  const batch: Batch = {
    bindings: limits,
    fields: new Map([
      ['x', normals(3 * inputs, 'x')],
      ['target', normals(3, 'target')],
    ]),
  };
  const after = async (engine: Engine): Promise<Float32Array> => {
    const options = { limits, threads: 1, constants: new Map(), isTraining: true };
    const session = await engine.load(program, model.start(limits), options);
    for (let step = 0; step < 2; step += 1) await session.step(batch, 1e-3);
    const { tensors } = await session.state();
    await session.dispose();
    return tensors.get('hidden/kernel')?.data ?? new Float32Array();
  };
  const [found, expected, start] = [await after(cpuEngine), await after(referenceEngine), model.start(limits)];
  const before = start.tensors.get('hidden/kernel')?.data ?? new Float32Array();
  let [furthest, moved] = [0, 0];
  for (const [place, value] of expected.entries()) {
    furthest = Math.max(furthest, Math.abs(value - (found[place] as number)));
    moved = Math.max(moved, Math.abs(value - (before[place] as number)));
  }
  assert.is(found.length, inputs * width);
  assert.ok(moved > 1e-3, `the weights moved by ${moved}`);
  assert.ok(furthest < 1e-4 * moved, `${furthest} off where the weights moved by ${moved}`);
});

test.run();
