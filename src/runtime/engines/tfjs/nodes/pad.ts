import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Runtime } from '../backend.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, numberOf, numbersOf } from '../values.ts';

/** More axes than tfjs's webgpu kernel knows are padded one after the other. */
const mostAxes = 4;

/** Padding with a constant. */
export const pad = defineNode({
  ops: ['Pad', 'PadV2'],
  device({ inputs: [x, amounts, value], runtime }) {
    const flat = numbersOf(amounts);
    const constant = value === undefined ? 0 : numberOf(value);
    if (flat.length <= 2 * mostAxes) {
      const paddings = Array.from({ length: flat.length / 2 }, (_, axis) => flat.slice(2 * axis, 2 * axis + 2)) as never;
      return [deviceValue(runtime.run('PadV2', { x: runtime.tensor(x) }, { paddings, constantValue: constant }))];
    }
    let padded = runtime.run('Identity', { x: runtime.tensor(x) });
    for (let axis = 0; 2 * axis < flat.length; axis += 1) {
      const [before, behind] = flat.slice(2 * axis) as [number, number];
      if (before === 0 && behind === 0) continue;
      const next = padAxis(runtime, padded, axis, [before, behind], constant);
      runtime.dispose(padded);
      padded = next;
    }
    return [deviceValue(padded)];
  },
});

/** What lies before and behind the axis is one axis each. */
function padAxis(runtime: Runtime, x: TensorInfo, axis: number, amounts: [number, number], constant: number): TensorInfo {
  const { shape } = x;
  const blocks = [shape.slice(0, axis), shape.slice(axis, axis + 1), shape.slice(axis + 1)];
  const [outer, size, inner] = blocks.map((sizes) => sizes.reduce((product, one) => product * one, 1)) as [
    number,
    number,
    number,
  ];
  const block = runtime.run('Reshape', { x }, { shape: [outer, size, inner] });
  const settings = { paddings: [[0, 0], amounts, [0, 0]] as never, constantValue: constant };
  const padded = runtime.run('PadV2', { x: block }, settings);
  const grown = shape.map((own, place) => (place === axis ? own + amounts[0] + amounts[1] : own));
  const result = runtime.run('Reshape', { x: padded }, { shape: grown });
  runtime.dispose(block);
  runtime.dispose(padded);
  return result;
}
