import type { Builder } from '../../graph/builder.ts';
import type { Dimension } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { conv2d } from '../../ops/conv-2d.ts';
import { reshape } from '../../ops/reshape.ts';
import { transpose } from '../../ops/transpose.ts';
import { activate, activationParameter } from '../activations/_lookup.ts';
import { defineStep } from '../define-step.ts';
import { initializerNamed, initParameter } from '../initializers/_lookup.ts';
import type { LoweredValue, LoweringContext } from '../lowering.ts';
import { choice, count, number, numberOf, type Settings, wordOf } from '../schema.ts';
import { masked } from './_mask.ts';

/** Zeros put before and after an axis so that `same` keeps its size at stride 1 (the odd one at the end, as in TensorFlow). */
const padsFor = (size: number, padding: string): readonly [number, number] =>
  padding === 'same' ? [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)] : [0, 0];

/** Size of an axis after a convolution. */
const sizeAfter = (input: number, size: number, stride: number, padding: string): number =>
  Math.floor((input + (padding === 'same' ? size - 1 : 0) - size) / stride) + 1;

export const conv = defineStep({
  name: 'conv',
  doc: 'A convolution over an image (`size` x `size`), or over the steps of a sequence. `same` pads with zeros, so that stride 1 keeps the size; in sequences padding counts as zeros.',
  example: 'conv(32, 3, relu)',
  elsewhere: ['convolution'],
  schema: {
    positional: ['filters', 'size'],
    parameters: {
      filters: count('Channels of the result.', {
        maximum: 65536,
        elsewhere: ['out_channels', 'channels', 'num_filters', 'width'],
      }),
      size: count('Extent of a filter along each axis.', {
        default: 3,
        maximum: 255,
        elsewhere: ['kernel', 'kernel_size', 'filter_size'],
      }),
      activation: activationParameter('linear'),
      stride: count('Distance of neighbouring results; images only.', { default: 1, maximum: 255, elsewhere: ['strides'] }),
      padding: choice('Whether the border is padded with zeros.', ['same', 'valid'], 'same'),
      init: initParameter('glorot_uniform'),
      l2: number('Penalty on the weights: `l2 * sum(W^2)` is added to the loss.', { default: 0, minimum: 0 }),
    },
  },
  accepts: ['image', 'seq'],
  runs: 'graph',
  type: (input, settings) => {
    const [filters, size, stride, padding] = [
      numberOf(settings, 'filters'),
      numberOf(settings, 'size'),
      numberOf(settings, 'stride'),
      wordOf(settings, 'padding'),
    ];
    if (input.kind === 'seq') {
      if (stride !== 1 || padding !== 'same')
        return {
          expected: 'an image for a stride or `padding = valid`',
          hint: 'on sequences use stride 1 and `padding = same`: the mask keeps its length',
        };
      return { ...input, width: filters };
    }
    if (input.kind !== 'image') return { expected: 'an image or a sequence' };
    const [height, width] = [sizeAfter(input.height, size, stride, padding), sizeAfter(input.width, size, stride, padding)];
    return height > 0 && width > 0
      ? { kind: 'image', height, width, channels: filters }
      : { expected: `an image of at least ${size} x ${size}` };
  },
  build: (input, settings, context) =>
    input.type.kind === 'seq' ? overTime(input, settings, context) : overImage(input, settings, context),
});

function overImage(input: LoweredValue, settings: Settings, context: LoweringContext): LoweredValue {
  const size = numberOf(settings, 'size');
  const [before, after] = padsFor(size, wordOf(settings, 'padding'));
  const stride = numberOf(settings, 'stride');
  const value = convolve(
    input.value,
    [size, size],
    { strides: [stride, stride], pads: [before, before, after, after] },
    settings,
    context,
  );
  const [, channels, height, width] = value.shape as readonly [Dimension, number, number, number];
  return { type: { kind: 'image', height, width, channels }, value, mask: null };
}

/** A sequence [B, T, D] is an image of height 1 with D channels. */
function overTime(input: LoweredValue, settings: Settings, context: LoweringContext): LoweredValue {
  const { g } = context;
  const size = numberOf(settings, 'size');
  const [batch, time, width] = input.value.shape as readonly [Dimension, Dimension, number];
  const [before, after] = padsFor(size, 'same');
  const channelsFirst = g.call(transpose, [masked(g, input)], { permutation: [0, 2, 1] });
  const image = g.call(reshape, [channelsFirst], { shape: [batch, width, 1, time] });
  const value = convolve(image, [1, size], { strides: [1, 1], pads: [0, before, 0, after] }, settings, context);
  const filters = numberOf(settings, 'filters');
  const back = g.call(transpose, [g.call(reshape, [value], { shape: [batch, filters, time] })], { permutation: [0, 2, 1] });
  return { ...input, type: input.type.kind === 'seq' ? { ...input.type, width: filters } : input.type, value: back };
}

function convolve(
  x: Value,
  extent: readonly [number, number],
  geometry: { readonly strides: readonly number[]; readonly pads: readonly number[] },
  settings: Settings,
  context: LoweringContext,
): Value {
  const { parameter } = context;
  const g: Builder = context.g;
  const channels = x.shape[1] as number;
  const filters = numberOf(settings, 'filters');
  const area = extent[0] * extent[1];
  const kernel = parameter(
    'kernel',
    [filters, channels, ...extent],
    initializerNamed(wordOf(settings, 'init'), channels * area, filters * area),
    { l2: numberOf(settings, 'l2') },
  );
  const bias = parameter('bias', [filters], { kind: 'constant', value: 0 });
  return activate(g, g.call(conv2d, [x, kernel, bias], geometry), wordOf(settings, 'activation'));
}
