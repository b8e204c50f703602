import { createRequire } from 'node:module';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findPackage, packageName } from '../../../src/runtime/engines/cuda/tensorflow-addon.ts';
import { processSurroundings } from '../../../src/runtime/engines/engine-folder.ts';
import { cudaOnProcessor, isCudaThere } from './_cuda.ts';
import { dense } from './_programs.ts';

if (await isCudaThere()) {
  test('cuda: a Node without the functions of util that the package calls', async () => {
    // Node 23 took them away; here they are taken away before anything is loaded.
    const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
    for (const name of ['isArray', 'isNullOrUndefined']) delete util[name];
    const { program, start, limits, constants, batch } = dense({
      rule: 'adam',
      rate: 0.01,
      settings: {},
      clipNorm: null,
      clipValue: null,
    });
    const session = await cudaOnProcessor.load(program, start, { limits, threads: 1, constants, isTraining: true });
    assert.ok(Number.isFinite((await session.step(batch(0), 0.01)).losses.get('loss')));
    await session.dispose();
    // An op by itself goes through the code that calls them.
    const tf = findPackage(processSurroundings())!.require(packageName) as {
      add(one: number, other: number): { dataSync(): Float32Array };
    };
    assert.is(tf.add(1, 2).dataSync()[0], 3);
  });
}

test.run();
