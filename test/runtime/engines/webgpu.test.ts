import { test } from 'uvu';
import { webgpuEngine } from '../../../src/runtime/engines/webgpu/webgpu-engine.ts';
import { conformance } from './_conformance.ts';
import { stepsUnderWay } from './_gpu-session.ts';
import { programSuite } from './_program-suite.ts';
import { dense, embeddingTokens } from './_programs.ts';

const availability = await webgpuEngine.probe();

if (availability.isUsable) {
  conformance(webgpuEngine, { withEveryRule: [dense, embeddingTokens], threads: [1] });
  stepsUnderWay(webgpuEngine);
  programSuite(webgpuEngine);
} else {
  console.log(`skipped: the engine webgpu: ${availability.reason}`);
  test.skip('webgpu', () => {});
}

test.run();
