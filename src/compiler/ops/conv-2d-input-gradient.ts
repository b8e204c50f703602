import { type Dimension, isSameShape, printShape, resolveShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import {
  type Convolution,
  convolutionFlops,
  convolvedShape,
  forEachRun,
  onnxGeometry,
  plainConvolution,
} from './_convolution.ts';

type InputGradient = Convolution & { readonly shape: readonly Dimension[] };

/** Gradient of a convolution by its input of `shape`: `dy [B, O, H', W']` and `kernel [O, C, h, w]` give `[B, C, H, W]`. */
export const conv2dInputGradient: Op<InputGradient> = defineOp<InputGradient>({
  name: 'conv2dInputGradient',
  attributes: { ...plainConvolution, shape: [] },
  shape: ([dy, kernel], { shape, ...geometry }) => {
    const whole = convolvedShape('conv2dInputGradient', shape, kernel!.shape, geometry);
    if (!isSameShape(whole, dy!.shape))
      throw new ShapeError(
        'conv2dInputGradient',
        `${printShape(shape)} convolved is ${printShape(whole)}, not ${printShape(dy!.shape)}`,
      );
    return [{ dtype: 'f32', shape }];
  },
  flops: ([dy, kernel]) => convolutionFlops(dy!, kernel!),
  evaluate: ([dy, kernel], { shape, ...geometry }, { bindings }) => {
    const dx = floats(resolveShape(shape, bindings));
    const [source, weights] = [dy!.data as Float64Array, kernel!.data as Float64Array];
    forEachRun(dx.shape, kernel!.shape, dy!.shape, geometry, (tap, to, step, from, count) => {
      const factor = weights[tap] as number;
      for (let place = 0; place < count; place += 1) {
        const target = to + place * step;
        dx.data[target] = (dx.data[target] as number) + factor * (source[from + place] as number);
      }
    });
    return [dx];
  },
  onnx: ({ inputs: [dy, kernel] }, writer, { shape, ...geometry }) => {
    const { strides, pads, dilations } = geometry;
    // Rows of the input behind the last full stride got no window; ConvTranspose must be told to make them.
    const unread = [0, 1].map((axis) => {
      const size = shape[axis + 2] as Dimension;
      if (typeof size === 'string') return 0;
      const reach = (dilations[axis] as number) * ((kernel!.shape[axis + 2] as number) - 1);
      const places = dy!.shape[axis + 2] as number;
      const padding = (pads[axis] as number) + (pads[axis + 2] as number);
      return size + padding - reach - 1 - (places - 1) * (strides[axis] as number);
    });
    return writer.add('ConvTranspose', [writer.name(dy!), writer.name(kernel!)], {
      ...onnxGeometry(kernel!.shape, geometry),
      output_padding: unread,
    });
  },
});
