import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { prepareForProcessor } from '../../../src/compiler/passes/prepare-for-processor.ts';
import { randomInputs } from '../program/_random.ts';
import { subjects } from '../program/_subjects.ts';
import { isClose } from './_graphs.ts';

for (const { name, program, bindings, labelCounts } of subjects()) {
  test(`${name}: what is prepared for a processor has the same losses, gradients and statistics`, () => {
    const graph = prepareForProcessor(program.training, { verify: true });
    // Its first layer looks at an image of one channel and is pooled.
    if (name === 'specs/fer2013-cnn.emo') assert.is.not(graph, program.training);
    const settings = { inputs: randomInputs(program, bindings, labelCounts), bindings, seed: 5, step: 2 };
    const [expected, found] = [evaluate(program.training, settings), evaluate(graph, settings)];
    assert.equal([...found.keys()].sort(), [...expected.keys()].sort());
    for (const [output, value] of expected) isClose(found.get(output), value, 1e-10);
  });
}

test.run();
