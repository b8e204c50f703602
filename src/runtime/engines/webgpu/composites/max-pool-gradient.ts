import { maxPoolGradientShader } from '../../../kernels/wgsl/max-pool-gradient.ts';
import { workgroupsFor } from '../../../kernels/wgsl/shader.ts';
import { attribute } from '../../tfjs/attributes.ts';
import type { OverrideKernel } from '../../tfjs/backend.ts';
import { deviceValue } from '../../tfjs/values.ts';
import type { Trace } from '../trace.ts';

type Image = [batch: number, height: number, width: number, channels: number];

/** `MaxPoolGrad` without padding, as the op `maxPool2dGradient` defines it where a window has several maxima. */
export const maxPoolGradient =
  (trace: Trace): OverrideKernel =>
  (runtime, inputs, attributes) => {
    const [x, y, dy] = inputs.map((input) => runtime.tensor(input));
    if (attribute(attributes, 'padding', 'string') !== 'VALID') throw new Error('windows lie inside the image (a bug of emoc)');
    const [, tall, wide] = attribute(attributes, 'ksize', 'ints') as Image;
    const [, down, right] = attribute(attributes, 'strides', 'ints') as Image;
    const [batch, height, width, channels] = x!.shape as Image;
    const [, rows, columns] = y!.shape as Image;
    const count = batch * height * width * channels;
    const dx = trace.newTensor(x!.shape);
    trace.call(
      maxPoolGradientShader,
      {
        written: [trace.bufferOf(dx)],
        read: [x!, y!, dy!].map((tensor) => trace.bufferOf(tensor)),
        uniforms: [count, height, width, channels, rows, columns, tall, wide, down, right].map((u32) => ({ u32 })),
      },
      workgroupsFor(count),
    );
    return [deviceValue(dx)];
  };
