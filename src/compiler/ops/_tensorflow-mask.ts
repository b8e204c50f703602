import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import { keepThreshold, parity, rotations } from '../graph/threefry.ts';

/**
 * Writes `threefry` and the comparison of `keepMask` for every element at once, in unsigned 32-bit numbers: bit for bit the definition.
 * `seed` and `step` are `i32` scalars, `sizes` the shape of the mask.
 */
export function writeKeepMask(
  writer: TensorflowWriter,
  { seed, step, sizes }: { readonly seed: string; readonly step: string; readonly sizes: string },
  site: number,
  keep: number,
): string {
  const apply = (op: string, ...operands: string[]): string => writer.add(op, operands)[0] as string;
  const word = (value: number): string =>
    writer.add('Const', [], {
      dtype: { type: 'u32' },
      value: { tensor: { dtype: 'u32', shape: [], values: [value >>> 0] } },
    })[0] as string;
  const unsigned = (name: string): string => writer.add('Bitcast', [name], { type: { type: 'u32' } })[0] as string;

  const [count] = writer.add('Prod', [sizes, writer.integers([0])], { keep_dims: { bool: false } });
  const elements = unsigned(apply('Range', writer.integers([0], []), count!, writer.integers([1], [])));
  const key = unsigned(seed);
  const keys = [key, word(site), apply('BitwiseXor', key, word(parity ^ site))];
  let left = apply('AddV2', unsigned(step), keys[0]!);
  let right = apply('AddV2', elements, keys[1]!);
  for (let round = 0; round < 20; round += 1) {
    const turn = rotations[round % 8] as number;
    left = apply('AddV2', left, right);
    right = apply('BitwiseOr', apply('LeftShift', right, word(turn)), apply('RightShift', right, word(32 - turn)));
    right = apply('BitwiseXor', right, left);
    if (round % 4 !== 3) continue;
    const block = (round + 1) / 4;
    left = apply('AddV2', left, keys[block % 3]!);
    right = apply('AddV2', right, apply('AddV2', keys[(block + 1) % 3]!, word(block)));
  }
  // The greatest word that is kept fits into 32 bits even where all are.
  const isKept = apply('LessEqual', left, word(Math.ceil(keepThreshold(keep)) - 1));
  const [kept] = writer.add('Cast', [isKept], { DstT: { type: 'f32' } });
  return apply('Reshape', apply('Mul', kept!, writer.floats([1 / keep], [])), sizes);
}
