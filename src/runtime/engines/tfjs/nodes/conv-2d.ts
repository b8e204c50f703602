import { attribute } from '../attributes.ts';
import { defineNode, type NodeUse } from '../define-node.ts';
import { deviceValue, numbersOf } from '../values.ts';

/** Convolutions of images and their gradients, by the input and by the filter. */
export const conv2d = defineNode({
  ops: ['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'],
  device(use) {
    const { op, inputs, runtime } = use;
    const geometry = geometryOf(use);
    if (op === 'Conv2D') {
      const [x, filter] = [runtime.tensor(inputs[0]), runtime.tensor(inputs[1])];
      return [deviceValue(runtime.run('Conv2D', { x, filter }, geometry))];
    }
    if (geometry.dilations.some((size) => size !== 1)) throw new Error(`tfjs has no ${op} with dilation (a bug of emoc)`);
    const dy = runtime.tensor(inputs[2]);
    if (op === 'Conv2DBackpropInput') {
      const settings = { ...geometry, inputShape: numbersOf(inputs[0]) };
      return [deviceValue(runtime.run(op, { dy, filter: runtime.tensor(inputs[1]) }, settings))];
    }
    const settings = { ...geometry, filterShape: numbersOf(inputs[1]) };
    return [deviceValue(runtime.run(op, { x: runtime.tensor(inputs[0]), dy }, settings))];
  },
});

function geometryOf({ attributes }: NodeUse) {
  const dataFormat = attribute(attributes, 'data_format', 'string', 'NHWC');
  const padding = attribute(attributes, 'padding', 'string');
  // TensorFlow names sizes of all four axes; tfjs wants height and width, and pads as pairs of all axes.
  const first = dataFormat === 'NHWC' ? 1 : 2;
  const ofImage = (name: string): readonly number[] => attribute(attributes, name, 'ints', [1, 1, 1, 1]).slice(first, first + 2);
  const explicit = attribute(attributes, 'explicit_paddings', 'ints', []);
  const pairs = Array.from({ length: explicit.length / 2 }, (_, axis) => explicit.slice(2 * axis, 2 * axis + 2));
  return {
    strides: ofImage('strides'),
    dilations: ofImage('dilations'),
    pad: (padding === 'EXPLICIT' ? pairs : padding.toLowerCase()) as string,
    dataFormat,
    dimRoundingMode: null,
  };
}
