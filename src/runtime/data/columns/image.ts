import type { Column } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { indexOfElement } from '../arrays/index-of-element.ts';
import { placeIn, type ReadView, type ReadViews, viewOf } from '../read-view.ts';
import { gatherRows, type SamplesOf } from '../samples.ts';
import type { RowArray } from '../source.ts';

type ImageColumn = Extract<Column, { readonly kind: 'image' }>;

/**
 * Images of an array [n, height, width] or [n, height, width, channels]. 8-bit data stays as it is, a quarter of the memory, and becomes
 * `value / 255` in a batch; other numbers are taken as they are and must be finite (E0658). Another shape is E0657.
 */
export function loadImages(column: ImageColumn, views: ReadViews): SamplesOf<'image'> {
  const { height, width, channels, source: field } = column;
  const view = viewOf(views, field.read);
  const array = view.source.array(field.column);
  const { file } = view.source.placeOf(0);
  checkShape(file, field.column, array.shape, column);
  const pixels = height * width * channels;
  const gathered = gatherRows(array.data, pixels, view.rows);
  if (gathered instanceof Uint8Array) return { kind: 'image', height, width, channels, data: gathered };
  const data = gathered instanceof Float32Array ? gathered : Float32Array.from(gathered);
  checkFinite(view, field.column, data, array.shape.slice(1));
  return { kind: 'image', height, width, channels, data };
}

function checkShape(
  file: string,
  name: string | number,
  shape: RowArray['shape'],
  { height, width, channels }: ImageColumn,
): void {
  const [, ...inner] = shape;
  const wanted = [height, width, channels];
  const isFlat = channels === 1 && inner.length === 2;
  const isRight = (isFlat || inner.length === 3) && inner.every((size, axis) => size === wanted[axis]);
  if (isRight) return;
  const expected = channels === 1 ? `${height}, ${width}` : wanted.join(', ');
  throw new Failure(report.imageShape({ file, column: name }, { file, column: name, found: shape.join(', '), expected }));
}

function checkFinite(view: ReadView, column: string | number, data: Float32Array, sizes: readonly number[]): void {
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const pixels = sizes.reduce((product, size) => product * size, 1);
  const { file, line } = placeIn(view, Math.floor(at / pixels));
  const index = indexOfElement(line - 1, at % pixels, sizes);
  throw new Failure(report.arrayNotFinite({ file, column }, { file, column, index, found: String(data[at]) }));
}
