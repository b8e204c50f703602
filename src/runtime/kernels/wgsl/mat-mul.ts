import { bindings, elementEntry, type Shader } from './shader.ts';

/** Rows and columns of the product that a thread computes. */
export const tile = 4;

const places = Array.from({ length: tile }, (_, place) => place);

/**
 * A product of matrices whose threads share nothing: `y [rows, columns]` of `a [rows, inner]` and `b [inner, columns]`, each read with the steps
 * that it has in memory, so transposed or not. A GPU in software waits long for threads to meet, which tfjs's programs have them do.
 *
 * Uniforms: rows, columns, inner, and the steps of `a` and `b` down and to the right (u32).
 */
export const matMulShader: Shader = {
  label: 'matMul',
  code: `struct Size { rows: u32, columns: u32, inner: u32, aDown: u32, aRight: u32, bDown: u32, bRight: u32 }
${bindings({ written: ['y: array<f32>'], read: ['a: array<f32>', 'b: array<f32>'], uniforms: 'size: Size' })}
${elementEntry}
  let across = (size.columns + ${tile - 1}u) / ${tile}u;
  let row = index / across * ${tile}u;
  let column = index % across * ${tile}u;
  if (row >= size.rows) { return; }
${places.map((i) => `  let r${i} = min(row + ${i}u, size.rows - 1u) * size.aDown;\n  let c${i} = min(column + ${i}u, size.columns - 1u) * size.bRight;\n  var sum${i} = vec4f();`).join('\n')}
  for (var k = 0u; k < size.inner; k++) {
    let ka = k * size.aRight;
    let kb = k * size.bDown;
    let weights = vec4f(${places.map((i) => `b[kb + c${i}]`).join(', ')});
${places.map((i) => `    sum${i} += a[ka + r${i}] * weights;`).join('\n')}
  }
  let last = min(size.columns - column, ${tile}u);
${places
  .map(
    (i) => `  if (row + ${i}u < size.rows) {
    let at = (row + ${i}u) * size.columns + column;
    for (var j = 0u; j < last; j++) { y[at + j] = sum${i}[j]; }
  }`,
  )
  .join('\n')}
}
`,
};
