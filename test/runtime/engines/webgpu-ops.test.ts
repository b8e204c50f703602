import { test } from 'uvu';
import { opSuite } from './_op-suite.ts';
import { openGpu, runOn } from './_webgpu.ts';

const gpu = await openGpu();

if (typeof gpu === 'string') {
  console.log(`skipped: ${gpu}`);
  test.skip('webgpu: every op', () => {});
} else opSuite(`webgpu on ${gpu.adapterName}`, runOn(gpu));

test.run();
