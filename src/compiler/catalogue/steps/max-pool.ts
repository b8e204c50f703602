import { maxPool2d } from '../../ops/max-pool-2d.ts';
import { defineStep } from '../define-step.ts';
import { count, numberOf } from '../schema.ts';

export const maxPool = defineStep({
  name: 'max_pool',
  doc: 'The largest value of each window of an image; windows do not overlap, and a rest at the border that fills no window is dropped. Where several values of a window are the largest, the first gets the gradient.',
  example: 'max_pool(2)',
  elsewhere: ['max_pooling'],
  schema: {
    positional: ['size'],
    parameters: {
      size: count('Extent of a window along each axis.', {
        default: 2,
        minimum: 2,
        maximum: 255,
        elsewhere: ['kernel', 'kernel_size', 'pool_size'],
      }),
    },
  },
  accepts: ['image'],
  runs: 'graph',
  type: (input, settings) => {
    if (input.kind !== 'image') return { expected: 'an image' };
    const size = numberOf(settings, 'size');
    const [height, width] = [Math.floor(input.height / size), Math.floor(input.width / size)];
    return height > 0 && width > 0 ? { ...input, height, width } : { expected: `an image of at least ${size} x ${size}` };
  },
  build: (input, settings, { g }) => {
    const size = numberOf(settings, 'size');
    const value = g.call(maxPool2d, [input.value], { kernel: [size, size], strides: [size, size] });
    const [, channels, height, width] = value.shape as readonly [unknown, number, number, number];
    return { type: { kind: 'image', height, width, channels }, value, mask: null };
  },
});
