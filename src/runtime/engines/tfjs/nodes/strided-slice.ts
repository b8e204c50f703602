import { attribute } from '../attributes.ts';
import { defineNode, type NodeUse } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue, numbersOf } from '../values.ts';

const masks = {
  beginMask: 'begin_mask',
  endMask: 'end_mask',
  ellipsisMask: 'ellipsis_mask',
  newAxisMask: 'new_axis_mask',
  shrinkAxisMask: 'shrink_axis_mask',
} as const;

/** Elements of a tensor at regular distances. On the host: of a vector, as one size out of a shape. */
export const stridedSlice = defineNode({
  ops: ['StridedSlice'],
  host(use) {
    const [x, begin, end, strides] = use.inputs as readonly [HostValue, ...HostValue[]];
    const { beginMask, endMask, shrinkAxisMask } = masksOf(use);
    if (x.shape.length !== 1) throw new Error('only vectors are sliced on the host (a bug of emoc)');
    const size = x.values.length;
    const [from, to, by] = [begin, end, strides].map((vector) => numbersOf(vector)[0] as number) as [number, number, number];
    const counted = (place: number): number => (place < 0 ? place + size : place);
    if (shrinkAxisMask === 1) return [hostValue(x.dtype, [], [x.values[counted(from)] as number])];
    const first = beginMask === 1 ? (by > 0 ? 0 : size - 1) : counted(from);
    const behind = endMask === 1 ? (by > 0 ? size : -1) : Math.min(counted(to), size);
    const taken: number[] = [];
    for (let place = first; by > 0 ? place < behind : place > behind; place += by) taken.push(x.values[place] as number);
    return [hostValue(x.dtype, [taken.length], taken)];
  },
  device(use) {
    const { inputs, runtime } = use;
    const [begin, end, strides] = inputs.slice(1).map((vector) => numbersOf(vector)) as [number[], number[], number[]];
    return [deviceValue(runtime.run('StridedSlice', { x: runtime.tensor(inputs[0]) }, { begin, end, strides, ...masksOf(use) }))];
  },
});

const masksOf = ({ attributes }: NodeUse): Readonly<Record<keyof typeof masks, number>> =>
  Object.fromEntries(Object.entries(masks).map(([own, name]) => [own, attribute(attributes, name, 'int', 0)])) as Record<
    keyof typeof masks,
    number
  >;
