import { attribute } from '../attributes.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numbersOf } from '../values.ts';

/** What tfjs calls the kernel and its list of axes. */
const kernels: Readonly<Record<string, { readonly kernel: string; readonly axes: string }>> = {
  Max: { kernel: 'Max', axes: 'reductionIndices' },
  Mean: { kernel: 'Mean', axes: 'axis' },
  Prod: { kernel: 'Prod', axes: 'axis' },
  Sum: { kernel: 'Sum', axes: 'axis' },
};

/** Reductions over axes, which the second input names. On the host: the product of a shape. */
export const reduce = defineNode({
  ops: Object.keys(kernels),
  host({ op, inputs: [x] }) {
    const { dtype, shape, values } = x as HostValue;
    if (op !== 'Prod' || shape.length !== 1) throw new Error(`${op} of [${shape.join(', ')}] on the host (a bug of emoc)`);
    return [hostValue(dtype, [], [Array.from(values).reduce((product, value) => product * value, 1)])];
  },
  device({ op, inputs: [x, axes], attributes, runtime }) {
    const { kernel, axes: name } = kernels[op] as { readonly kernel: string; readonly axes: string };
    const keepDims = attribute(attributes, 'keep_dims', 'bool', false);
    return [deviceValue(runtime.run(kernel, { x: runtime.tensor(x) }, { [name]: numbersOf(axes), keepDims }))];
  },
});
