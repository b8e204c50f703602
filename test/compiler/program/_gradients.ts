import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import { floats } from '../../../src/compiler/graph/tensor.ts';
import type { Parameter } from '../../../src/compiler/program.ts';

/** The gradient of a parameter as an array of its own shape, whichever way the training graph gives it. */
export function gradientOf({ name }: Parameter, sizes: readonly number[], outputs: ReadonlyMap<string, Tensor>): Float64Array {
  const dense = outputs.get(`gradient/${name}`);
  if (dense !== undefined) return dense.data as Float64Array;
  const table = floats(sizes).data;
  const width = sizes[1] as number;
  const ids = (outputs.get(`ids/${name}`) as Tensor).data;
  const rows = outputs.get(`rows/${name}`);
  const [shared, scale] = [outputs.get(`scaled-rows/${name}`), outputs.get(`scale/${name}`)];
  for (const [place, id] of ids.entries()) {
    for (let column = 0; column < width; column += 1) {
      const value =
        rows === undefined
          ? scaledValue(shared as Tensor, scale as Tensor, place, column)
          : (rows.data[place * width + column] as number);
      table[id * width + column] = (table[id * width + column] as number) + value;
    }
  }
  return table;
}

/** Place `p` of [B, T] takes the row of its sample, times its own factor. */
function scaledValue(rows: Tensor, scale: Tensor, place: number, column: number): number {
  const [, steps] = scale.shape as readonly [number, number];
  const width = rows.shape[1] as number;
  return (scale.data[place] as number) * (rows.data[Math.floor(place / steps) * width + column] as number);
}
