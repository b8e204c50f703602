import { test } from 'uvu';
import { referenceEngine } from '../../../src/runtime/engines/reference/reference-engine.ts';
import { subjectsWithoutDropout } from '../../compiler/program/_subjects.ts';
import { cudaCompiled, cudaOnProcessor, isCudaThere } from './_cuda.ts';
import { assertSame, prepare, trained } from './_prepared.ts';
import { programSuite } from './_program-suite.ts';

if (await isCudaThere()) {
  programSuite(cudaOnProcessor);

  // Lengths are rounded up to those that are compiled, so masks are drawn for other places; without dropout the numbers stay the same.
  for (const subject of subjectsWithoutDropout()) {
    const prepared = prepare(subject);
    // One step: where two values of a pool are all but equal, a compiled product that is rounded otherwise gives the gradient to the other one.
    test(`cuda with XLA, ${subject.name}: a step as the definitions say`, async () => {
      assertSame(await trained(prepared, cudaCompiled, 1), await trained(prepared, referenceEngine, 1));
    });
  }
}

test.run();
