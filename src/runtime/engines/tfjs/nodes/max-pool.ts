import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

/** Maxima over windows of images [B, H, W, C], and the gradient, which the first maximum of a window gets whole. */
export const maxPool = defineNode({
  ops: ['MaxPool', 'MaxPoolGrad'],
  device({ op, inputs, attributes, runtime }) {
    if (attribute(attributes, 'data_format', 'string', 'NHWC') !== 'NHWC')
      throw new Error('tfjs pools [B, H, W, C] (a bug of emoc)');
    const ofImage = (name: string): readonly number[] => attribute(attributes, name, 'ints').slice(1, 3);
    const settings = {
      filterSize: ofImage('ksize'),
      strides: ofImage('strides'),
      pad: attribute(attributes, 'padding', 'string').toLowerCase(),
      dimRoundingMode: null,
    };
    const tensors = inputs.map((input) => runtime.tensor(input));
    if (op === 'MaxPool') return [deviceValue(runtime.run(op, { x: tensors[0]! }, settings))];
    const [input, output, dy] = tensors;
    return [deviceValue(runtime.run(op, { dy: dy!, input: input!, output: output! }, settings))];
  },
});
