import type { Tensor } from '../graph/tensor.ts';

/** Windows of a pooling: [height, width] each. */
export type Pooling = { readonly kernel: readonly number[]; readonly strides: readonly number[] };

/** Visits every window with the flat index of its result, the flat index of its first maximum in `x`, and the maximum. */
export function forEachWindow(
  x: Tensor,
  y: readonly number[],
  { kernel, strides }: Pooling,
  visit: (place: number, source: number, largest: number) => void,
): void {
  const [, , height, width] = x.shape as readonly [number, number, number, number];
  const [batch, channels, rows, columns] = y as readonly [number, number, number, number];
  const [tall, wide] = kernel as readonly [number, number];
  const [down, along] = strides as readonly [number, number];
  for (let place = 0; place < batch * channels * rows * columns; place += 1) {
    const column = place % columns;
    const row = Math.floor(place / columns) % rows;
    const plane = Math.floor(place / (rows * columns));
    const corner = (plane * height + row * down) * width + column * along;
    let source = corner;
    for (let tap = 0; tap < tall * wide; tap += 1) {
      const candidate = corner + Math.floor(tap / wide) * width + (tap % wide);
      if ((x.data[candidate] as number) > (x.data[source] as number)) source = candidate;
    }
    visit(place, source, x.data[source] as number);
  }
}
