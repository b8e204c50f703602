/**
 * Means and population standard deviations over windows of frames: [frames, width] becomes [ceil(frames / hop), 2 width], means first.
 *
 * A window starts every `hopFrames` and holds `windowFrames`, or what is left of the clip: the last one may hold a single frame, whose
 * deviations are 0. It is kept, as in the reference, and counts as much as the others.
 */
export function midTerm(rows: Float64Array, width: number, windowFrames: number, hopFrames: number): Float64Array {
  const frames = rows.length / width;
  const windows = Math.ceil(frames / hopFrames);
  const result = new Float64Array(windows * 2 * width);
  for (let window = 0; window < windows; window++) {
    const first = window * hopFrames;
    const end = Math.min(first + windowFrames, frames);
    const means = result.subarray(window * 2 * width, window * 2 * width + width);
    const deviations = result.subarray(window * 2 * width + width, (window + 1) * 2 * width);
    for (let frame = first; frame < end; frame++)
      for (let column = 0; column < width; column++) means[column]! += rows[frame * width + column]!;
    for (let column = 0; column < width; column++) means[column]! /= end - first;
    for (let frame = first; frame < end; frame++) {
      for (let column = 0; column < width; column++) deviations[column]! += (rows[frame * width + column]! - means[column]!) ** 2;
    }
    for (let column = 0; column < width; column++) deviations[column] = Math.sqrt(deviations[column]! / (end - first));
  }
  return result;
}
