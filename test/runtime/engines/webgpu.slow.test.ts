import { test } from 'uvu';
import { webgpuEngine } from '../../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { conformance } from './_conformance.ts';

const availability = await webgpuEngine.probe();

if (availability.isUsable) conformance(webgpuEngine, { threads: [1] });
else {
  console.log(`skipped: the engine webgpu: ${availability.reason}`);
  test.skip('webgpu, every rule on every program', () => {});
}

test.run();
