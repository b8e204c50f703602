import { type Dimension, isSameShape, printShape } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { blockedConvolution, blockedKernel, isBlockable } from './_blocked-convolution.ts';
import { blocksOf } from './_blocks.ts';
import {
  type Convolution,
  convolutionFlops,
  convolvedShape,
  forEachRun,
  onnxGeometry,
  plainConvolution,
} from './_convolution.ts';
import { channelsLast, kernelLast, padded, tensorflowConvolution, toChannelsFirst } from './_tensorflow-images.ts';
import { conv2dFilterGradient } from './conv-2d-filter-gradient.ts';
import { conv2dInputGradient } from './conv-2d-input-gradient.ts';
import { reduceSum } from './reduce-sum.ts';

/**
 * Two-dimensional convolution: `x [B, C, H, W]`, `kernel [O, C, h, w]` and, if given, `bias [O]` make `[B, O, H', W']`.
 *
 * A convolution over time is one of height 1. With stride 1 and padding that keeps the length, H and W may be symbols.
 */
export const conv2d: Op<Convolution> = defineOp<Convolution>({
  name: 'conv2d',
  attributes: plainConvolution,
  shape: ([x, kernel, bias], geometry) => {
    const shape = convolvedShape('conv2d', x!.shape, kernel!.shape, geometry);
    if (bias !== undefined && !isSameShape(bias.shape, shape.slice(1, 2)))
      throw new ShapeError('conv2d', `${printShape(bias.shape)} is no bias for ${printShape(shape)}`);
    return [{ dtype: 'f32', shape }];
  },
  gradient: ({ inputs, outputGradients: [dy], attributes: geometry, wants, g }) => {
    const [x, kernel, bias] = inputs as readonly [Value, Value, Value?];
    const dx = () => g.call(conv2dInputGradient, [dy!, kernel], { ...geometry, shape: x.shape });
    const dKernel = () => g.call(conv2dFilterGradient, [x, dy!], { ...geometry, shape: kernel.shape as number[] });
    const gradients = [wants[0] ? dx() : null, wants[1] ? dKernel() : null];
    return bias === undefined ? gradients : [...gradients, wants[2] ? g.call(reduceSum, [dy!], { axes: [0, 2, 3] }) : null];
  },
  flops: ([, kernel, bias], [y]) => convolutionFlops(y!, kernel!) + (bias === undefined ? 0 : sizeOf(y!)),
  evaluate: ([x, kernel, bias], geometry) => {
    const y = floats(convolvedShape('conv2d', x!.shape, kernel!.shape, geometry) as number[]);
    if (bias !== undefined) {
      const { outer, size, inner } = blocksOf(y.shape, 1);
      for (let plane = 0; plane < outer * size; plane += 1)
        y.data.fill(bias.data[plane % size] as number, plane * inner, (plane + 1) * inner);
    }
    const [source, weights] = [x!.data as Float64Array, kernel!.data as Float64Array];
    forEachRun(x!.shape, kernel!.shape, y.shape, geometry, (tap, from, step, to, count) => {
      const factor = weights[tap] as number;
      for (let place = 0; place < count; place += 1)
        y.data[to + place] = (y.data[to + place] as number) + factor * (source[from + place * step] as number);
    });
    return [y];
  },
  onnx: ({ inputs, outputs: [y] }, writer, geometry) => {
    const [x, kernel] = inputs as readonly [Value, Value];
    const [image, weights, bias] = inputs.map((value) => writer.name(value)) as [string, string, string?];
    const [kernels, channels, ...window] = kernel.shape as readonly [Dimension, Dimension, number, number];
    if (!isBlockable(writer, image, window, channels, kernels))
      return writer.add(
        'Conv',
        bias === undefined ? [image, weights] : [image, weights, bias],
        onnxGeometry(kernel.shape, geometry),
      );
    const operands = {
      image: { name: image, shape: x.shape },
      kernel: blockedKernel(writer, { name: weights, shape: kernel.shape }),
      ...(bias === undefined ? {} : { bias }),
    };
    return [blockedConvolution(writer, { ...operands, shape: y!.shape }, window, geometry)];
  },
  tensorflow: ({ inputs }, writer, geometry) => {
    const [x, kernel, bias] = inputs as readonly [Value, Value, Value?];
    const window = kernel.shape.slice(2) as number[];
    const { image, padding } = padded(writer, channelsLast(writer, x), x.shape.slice(2), window, geometry);
    const [product] = writer.add('Conv2D', [image, kernelLast(writer, kernel)], tensorflowConvolution(geometry, padding));
    const [y] = bias === undefined ? [product] : writer.add('BiasAdd', [product!, writer.name(bias)]);
    return writer.add('Transpose', [y!, writer.integers(toChannelsFirst)]);
  },
});
