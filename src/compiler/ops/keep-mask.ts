import { type Dimension, resolveShape } from '../graph/dimension.ts';
import { defineOp } from '../graph/op.ts';
import { runNumbers } from '../graph/run-numbers.ts';
import { floats } from '../graph/tensor.ts';
import { keepThreshold, threefry } from '../graph/threefry.ts';
import { writeKeepMask } from './_tensorflow-mask.ts';

/**
 * A dropout mask: each element is `1 / keep` with probability `keep`, else 0.
 *
 * Drawn from a counter: key (seed, `site`), counter (step, element). So it depends on nothing but these, and every engine draws the same.
 * In an ONNX program it is an input named `mask/SITE` that the engine fills before each step.
 */
export const keepMask = defineOp({
  name: 'keepMask',
  attributes: { site: 0, keep: 1, shape: [] as readonly Dimension[] },
  shape: (_, { shape }) => [{ dtype: 'f32', shape }],
  flops: () => 0,
  evaluate: (_, { site, keep, shape }, { bindings, seed, step }) => {
    const mask = floats(resolveShape(shape, bindings));
    const threshold = keepThreshold(keep);
    for (let element = 0; element < mask.data.length; element += 1)
      mask.data[element] = threefry(seed, site, step, element) < threshold ? 1 / keep : 0;
    return [mask];
  },
  onnx: (_, __, { site }) => [`mask/${site}`],
  tensorflow: (_, writer, { site, keep, shape }) => {
    const use = {
      inputs: [writer.input(runNumbers.seed, 'i32', []), writer.input(runNumbers.step, 'i32', []), writer.shape(shape)].map(
        (name) => ({ name, dtype: 'i32' }) as const,
      ),
      outputs: ['f32'] as const,
      attributes: { site, keep },
    };
    return writer.composite('keepMask', use, (body, [seed, step, sizes]) => [
      writeKeepMask(body, { seed: seed!, step: step!, sizes: sizes! }, site, keep),
    ]);
  },
});
