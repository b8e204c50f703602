import { lengthAt, samplesOf } from '../../data/samples.ts';
import { defineFrontEnd } from '../define-front-end.ts';

/**
 * `fit`: sequences of one exact length. Longer ones are cut; what shorter ones lack becomes zeros where they are used, and stays outside of
 * their mask, so that no statistic counts it.
 */
export const fit = defineFrontEnd({
  name: 'fit',
  apply: (input, { output }) => {
    if (output.kind !== 'seq' || output.length.kind !== 'exact') throw new Error('fit gives no exact length (a bug of emoc)');
    const { size } = output.length;
    const sequence = samplesOf(input, 'seq');
    const { width, offsets, data } = sequence;
    const rowCount = offsets.length - 1;
    const cut = new Int32Array(rowCount + 1);
    for (let row = 0; row < rowCount; row += 1) cut[row + 1] = (cut[row] as number) + Math.min(size, lengthAt(offsets, row));
    const total = cut[rowCount] as number;
    if (total * width === data.length) return { ...sequence, exactLength: size };

    const kept = new Float32Array(total * width);
    for (let row = 0; row < rowCount; row += 1) {
      const start = (offsets[row] as number) * width;
      kept.set(data.subarray(start, start + lengthAt(cut, row) * width), (cut[row] as number) * width);
    }
    return { ...sequence, offsets: cut, data: kept, exactLength: size };
  },
});
