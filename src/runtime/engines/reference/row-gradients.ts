import type { Tensor } from '../../../compiler/graph/tensor.ts';

/** Gradient rows of a table, summed by id: row `k` of `sums` belongs to the row `ids[k]` of the table. */
export interface RowGradients {
  readonly ids: readonly number[];
  readonly sums: Float64Array;
  readonly width: number;
}

const padding = 0;

/** Sums the gradient that a training graph brings for a table: token by token, or a row a sample with a scale a token. */
export function sumRowGradients(name: string, results: ReadonlyMap<string, Tensor>): RowGradients {
  const ids = output(results, `ids/${name}`);
  const isOuter = results.has(`scaled-rows/${name}`);
  const rows = output(results, `${isOuter ? 'scaled-rows' : 'rows'}/${name}`);
  const scales = isOuter ? output(results, `scale/${name}`) : null;
  const width = rows.shape.at(-1) as number;
  const length = isOuter ? ids.data.length / (rows.data.length / width) : 1;
  const sums = new Map<number, Float64Array>();
  for (const [token, id] of ids.data.entries()) {
    if (id === padding) continue;
    const sum = sums.get(id) ?? new Float64Array(width);
    sums.set(id, sum);
    const start = Math.floor(token / length) * width;
    const scale = (scales?.data[token] as number | undefined) ?? 1;
    for (let column = 0; column < width; column += 1)
      sum[column] = (sum[column] as number) + scale * (rows.data[start + column] as number);
  }
  const all = new Float64Array(sums.size * width);
  for (const [place, sum] of [...sums.values()].entries()) all.set(sum, place * width);
  return { ids: [...sums.keys()], sums: all, width };
}

export function output(results: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const found = results.get(name);
  if (found === undefined) throw new Error(`the graph has no output ${name} (a bug of emoc)`);
  return found;
}
