import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Failure } from '../../../src/compiler/diagnostics/result.ts';
import { cudaEngine } from '../../../src/runtime/engines/cuda/cuda-engine.ts';
import { findPackage, packageName } from '../../../src/runtime/engines/cuda/tensorflow-addon.ts';
import { processSurroundings } from '../../../src/runtime/engines/engine-folder.ts';
import { isCudaThere } from './_cuda.ts';
import { dense } from './_programs.ts';

if (await isCudaThere()) {
  test('cuda: a TensorFlow that would go on on the processor is an error for who did not ask for that', async () => {
    const { program, start, limits, constants } = dense({
      rule: 'sgd',
      rate: 0.1,
      settings: {},
      clipNorm: null,
      clipValue: null,
    });
    // No card may be seen, whatever the machine has: then TensorFlow chooses the processor by itself.
    process.env.CUDA_VISIBLE_DEVICES = '-1';
    let problem: Failure | null = null;
    await cudaEngine.load(program, start, { limits, threads: 1, constants, isTraining: true }).catch((error: Failure) => {
      problem = error;
    });
    const [diagnostic] = (problem as Failure | null)?.diagnostics ?? [];
    assert.is(diagnostic?.code, 'E0811');
    assert.match(diagnostic?.message ?? '', 'reports that it computes on the processor');
    const { backend } = findPackage(processSurroundings())!.require(packageName) as {
      backend(): { readonly isUsingGpuDevice: boolean };
    };
    assert.is(backend().isUsingGpuDevice, false);
  });
}

test.run();
