import { type Dimension, printShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { blockedMaxPool } from './_blocked-convolution.ts';
import { convolvedShape } from './_convolution.ts';
import { forEachWindow, type Pooling } from './_pooling.ts';
import { channelsLast, tensorflowPooling, toChannelsFirst } from './_tensorflow-images.ts';
import { maxPool2dGradient } from './max-pool-2d-gradient.ts';

/** Maximum over windows of `kernel` [height, width] every `strides`: `x [B, C, H, W]` to `[B, C, H', W']`; a rest that fills no window is dropped. */
export const maxPool2d: Op<Pooling> = defineOp<Pooling>({
  name: 'maxPool2d',
  attributes: { kernel: [2, 2], strides: [2, 2] },
  shape: ([x], { kernel, strides }) => {
    const [batch, channels] = x!.shape;
    if (x!.shape.length !== 4) throw new ShapeError('maxPool2d', `${printShape(x!.shape)} is no image [B, C, H, W]`);
    const geometry = { strides, pads: [0, 0, 0, 0], dilations: [1, 1] };
    const [, , height, width] = convolvedShape('maxPool2d', x!.shape, [1, channels!, ...kernel], geometry);
    return [{ dtype: 'f32', shape: [batch, channels, height, width] as Dimension[] }];
  },
  gradient: ({ inputs: [x], outputs: [y], outputGradients: [dy], attributes, g }) => [
    g.call(maxPool2dGradient, [x!, y!, dy!], attributes),
  ],
  flops: (_, [y], { kernel }) => sizeOf([...y!, ...kernel]),
  evaluate: ([x], attributes) => {
    const [type] = maxPool2d.shape([x!], attributes);
    const y = floats(type!.shape as number[]);
    forEachWindow(x!, y.shape, attributes, (place, _, largest) => {
      y.data[place] = largest;
    });
    return [y];
  },
  onnx: ({ inputs: [x], outputs: [y] }, writer, { kernel, strides }) => {
    const image = writer.name(x!);
    return writer.isMadeInBlocks(image)
      ? [writer.fromBlocks(blockedMaxPool(writer, { name: image, shape: x!.shape }, kernel, strides), y!.shape)]
      : writer.add('MaxPool', [image], { kernel_shape: kernel, strides });
  },
  tensorflow: ({ inputs: [x] }, writer, pooling) =>
    writer.add('Transpose', [
      writer.add('MaxPool', [channelsLast(writer, x!)], tensorflowPooling(pooling))[0] as string,
      writer.integers(toChannelsFirst),
    ]),
});
