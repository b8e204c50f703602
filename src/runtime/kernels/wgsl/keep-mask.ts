import { bindings, elementEntry, type Shader } from './shader.ts';

/** Threefry-2x32 with 20 rounds; `x` and `y` are the counter, `key0` and `key1` the key. */
const rounds = (): string => {
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
  const lines: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const turn = rotations[round % 8] as number;
    lines.push(`  x += y; y = ((y << ${turn}u) | (y >> ${32 - turn}u)) ^ x;`);
    if (round % 4 !== 3) continue;
    const block = (round + 1) / 4;
    lines.push(`  x += key${block % 3}; y += key${(block + 1) % 3} + ${block}u;`);
  }
  return lines.join('\n');
};

/**
 * The mask that `fillKeepMask` of threefry.ts defines, bit by bit: `mask[i] = word(i) <= lastKept ? value : 0`, where `word(i)` is the first
 * word of Threefry-2x32-20 under key `(seed, site)` at counter `(step, i)`.
 *
 * Uniforms: count, site and lastKept (u32), value (f32).
 */
export const keepMaskShader: Shader = {
  label: 'keepMask',
  code: `struct Mask { count: u32, site: u32, lastKept: u32, value: f32 }
${bindings({ written: ['mask: array<f32>'], read: ['seed: array<u32>', 'step: array<u32>'], uniforms: 'size: Mask' })}
${elementEntry}
  if (index >= size.count) { return; }
  let key0 = seed[0];
  let key1 = size.site;
  let key2 = 0x1bd11bdau ^ key0 ^ key1;
  var x = step[0] + key0;
  var y = index + key1;
${rounds()}
  mask[index] = select(0.0, size.value, x <= size.lastKept);
}
`,
};
