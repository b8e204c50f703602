import { matMulShader, tile } from '../../../kernels/wgsl/mat-mul.ts';
import { workgroupsFor } from '../../../kernels/wgsl/shader.ts';
import { attribute } from '../../tfjs/attributes.ts';
import type { OverrideKernel } from '../../tfjs/backend.ts';
import { deviceValue } from '../../tfjs/values.ts';
import type { Trace } from '../trace.ts';

type Sides = [rows: number, columns: number];

/** How many elements a matrix's next row and next column are away, read transposed or not. */
const stepsOf = ([, columns]: Sides, isTransposed: boolean): Sides => (isTransposed ? [1, columns] : [columns, 1]);

/** `MatMul` without threads that wait for each other, for a GPU in software. */
export const matMul =
  (trace: Trace): OverrideKernel =>
  (runtime, inputs, attributes) => {
    const [a, b] = inputs.map((input) => runtime.tensor(input));
    const [turnsA, turnsB] = ['transpose_a', 'transpose_b'].map((name) => attribute(attributes, name, 'bool', false)) as [
      boolean,
      boolean,
    ];
    const [shapeA, shapeB] = [a!.shape as Sides, b!.shape as Sides];
    const [rows, inner] = turnsA ? [shapeA[1], shapeA[0]] : shapeA;
    const columns = turnsB ? shapeB[0] : shapeB[1];
    const product = trace.newTensor([rows, columns]);
    const uniforms = [rows, columns, inner, ...stepsOf(shapeA, turnsA), ...stepsOf(shapeB, turnsB)].map((u32) => ({ u32 }));
    const buffers = { written: [trace.bufferOf(product)], read: [trace.bufferOf(a!), trace.bufferOf(b!)] };
    trace.call(matMulShader, { ...buffers, uniforms }, workgroupsFor(Math.ceil(rows / tile) * Math.ceil(columns / tile)));
    return [deviceValue(product)];
  };
