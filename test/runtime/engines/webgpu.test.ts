import { test } from 'uvu';
import { processSurroundings } from '../../../src/runtime/engines/engine-folder.ts';
import { createWebgpuEngine } from '../../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { conformance } from './_conformance.ts';

const engine = createWebgpuEngine(processSurroundings());
const availability = await engine.probe();

if (availability.isUsable) conformance(engine);
else {
  console.log(`skipped: ${availability.reason}`);
  test.skip('webgpu: conformance', () => {});
}

test.run();
