/** A concrete array of the reference evaluator: `f32` values are held as float64, row-major. */
export interface Tensor {
  readonly dtype: 'f32' | 'i32' | 'bool';
  readonly shape: readonly number[];
  readonly data: Float64Array | Int32Array | Uint8Array;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dimension) => size * dimension, 1);

export function tensor(shape: readonly number[], data: Float64Array | Int32Array | Uint8Array): Tensor {
  if (sizeOf(shape) !== data.length) throw new Error(`${data.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`);
  return { dtype: data instanceof Float64Array ? 'f32' : data instanceof Int32Array ? 'i32' : 'bool', shape, data };
}

export const floats = (shape: readonly number[], fill = 0): Tensor & { readonly data: Float64Array } => {
  const data = new Float64Array(sizeOf(shape));
  if (fill !== 0) data.fill(fill);
  return { dtype: 'f32', shape, data };
};

/** A tensor of zeros (false) of any dtype. */
export function zeros(dtype: Tensor['dtype'], shape: readonly number[]): Tensor {
  const size = sizeOf(shape);
  return {
    dtype,
    shape,
    data: dtype === 'f32' ? new Float64Array(size) : dtype === 'i32' ? new Int32Array(size) : new Uint8Array(size),
  };
}

/** Row-major strides: how far apart in memory neighbours along each axis lie. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1)
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  return strides;
}
