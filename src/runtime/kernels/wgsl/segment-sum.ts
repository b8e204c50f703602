import { bindings, type Shader, threads } from './shader.ts';

/**
 * Sums of rows by segment: `sums [segments, width]` of `rows [count, width]` and `ids [count]`. Every sum is made in the order of the rows, so it
 * is the same each time; tfjs's own kernel adds in whatever order threads come. Uniforms: count, segments, width (u32).
 */
export const segmentSumShader: Shader = {
  label: 'segmentSum',
  code: `struct Size { count: u32, segments: u32, width: u32 }
${bindings({ written: ['sums: array<f32>'], read: ['rows: array<f32>', 'ids: array<i32>'], uniforms: 'size: Size' })}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) own: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let segment = group.x + group.y * groups.x;
  if (segment >= size.segments) { return; }
  for (var column = own; column < size.width; column += ${threads}u) {
    var sum = 0.0;
    for (var row = 0u; row < size.count; row++) {
      if (ids[row] == i32(segment)) { sum += rows[row * size.width + column]; }
    }
    sums[segment * size.width + column] = sum;
  }
}
`,
};
