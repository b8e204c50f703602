import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cpuEngine } from '../../../src/runtime/engines/cpu/cpu-engine.ts';
import { findPackage, packageName } from '../../../src/runtime/engines/cuda/tensorflow-addon.ts';
import { processSurroundings } from '../../../src/runtime/engines/engine-folder.ts';
import { cudaOnProcessor, isCudaThere } from './_cuda.ts';
import { dense, embeddingTokens } from './_programs.ts';

const steps = 10_000;
/** Ten times more is chaos on so few samples: `cpu` and `reference` part by 0.3 % too, from differences in the last digit. */
const rate = 1e-4;
/** By then every size of batch has been met and every allocator has its arenas. */
const settled = 2_000;

if (await isCudaThere()) {
  for (const make of [dense, embeddingTokens]) {
    const subject = make({ rule: 'adam', rate, settings: {}, clipNorm: 1, clipValue: null });
    test(`cuda, ${subject.name}: ${steps} steps in the same memory, with the loss of cpu`, async () => {
      const { program, start, limits, constants } = subject;
      const options = { limits, threads: 1, constants, isTraining: true };
      const [cuda, cpu] = [await cudaOnProcessor.load(program, start, options), await cpuEngine.load(program, start, options)];
      const batches = Array.from({ length: 12 }, (_, index) => subject.batch(index));
      const { memory } = findPackage(processSurroundings())!.require(packageName) as { memory(): { numTensors: number } };
      const tensors = memory().numTensors;
      let [before, loss, expected] = [0, Number.NaN, Number.NaN];
      for (let step = 0; step < steps; step += 1) {
        if (step === settled) before = process.memoryUsage().rss;
        loss = (await cuda.step(batches[step % batches.length]!, rate)).losses.get('loss')!;
      }
      const after = process.memoryUsage().rss;
      for (let step = 0; step < steps; step += 1)
        expected = (await cpu.step(batches[step % batches.length]!, rate)).losses.get('loss')!;
      assert.is(memory().numTensors, tensors);
      assert.ok(after / before < 1.02, `${before} bytes after ${settled} steps, ${after} after ${steps}`);
      assert.ok(Math.abs(loss / expected - 1) < 1e-3, `loss ${loss}, cpu ${expected}`);
      console.log(
        `${subject.name}: ${(before / 2 ** 20).toFixed(1)} MiB after ${settled} steps, ${(after / 2 ** 20).toFixed(1)} after ${steps}; loss ${loss}, cpu ${expected}`,
      );
      await cuda.dispose();
      await cpu.dispose();
    });
  }
}

test.run();
