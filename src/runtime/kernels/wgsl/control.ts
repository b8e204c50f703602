import { bindings, type Shader } from './shader.ts';

/** What the device decides about a step before it changes anything. */
export const verdicts = {
  /** A step before it was refused, which the host had not heard of when it sent this one. */
  blocked: 0,
  accepted: 1,
  /** Its loss or its gradients are not finite. */
  refused: 2,
} as const;

/**
 * The decision in memory, 16 bytes. `isBlocked` stays once a step was refused, so that steps which are under way already change nothing either;
 * the host takes it back.
 */
export const controlStruct = 'struct Control { isBlocked: u32, verdict: u32, factor: f32, norm: f32 }';

/** Whether bits are those of a finite number. On floats themselves a compiler may assume that they are. */
const finiteBits = 'fn areFinite(bits: u32) -> bool { return (bits & 0x7f800000u) != 0x7f800000u; }';

const infinity = '0x7f800000u';

const threads = 256;

/** What a workgroup holds in common while it adds up: sums, and whether an element is lost. */
const shared = `var<workgroup> sums: array<f32, ${threads}>;
var<workgroup> losses: array<u32, ${threads}>;`;

/** Adds up the `sum` and `lost` of each thread `own` into the first elements of both, in the same order every time. */
const addUp = `  sums[own] = sum;
  losses[own] = lost;
  for (var half = ${threads / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (own < half) {
      sums[own] += sums[own + half];
      losses[own] |= losses[own + half];
    }
  }`;

/** Workgroups that a sum of squares is split over at most. */
export const mostPartials = 256;

/**
 * Sums of squares of a range, one a workgroup, to be summed up by `gateShader`: the same order every time. Where an element is not finite its
 * workgroup's sum is infinite: WGSL promises no such thing of sums themselves, and drivers lose what is not a number in a `max`.
 *
 * Uniforms: count, first partial, workgroups (u32), limit (f32): what elements are clamped to before.
 */
export const squaresShader: Shader = {
  label: 'sumOfSquares',
  code: `struct Size { count: u32, first: u32, groups: u32, limit: f32 }
${bindings({ written: ['partials: array<u32>'], read: ['values: array<u32>'], uniforms: 'size: Size' })}
${finiteBits}
${shared}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) own: u32, @builtin(workgroup_id) group: vec3u) {
  var sum = 0.0;
  var lost = 0u;
  for (var i = group.x * ${threads}u + own; i < size.count; i += size.groups * ${threads}u) {
    if (!areFinite(values[i])) { lost = 1u; }
    let value = clamp(bitcast<f32>(values[i]), -size.limit, size.limit);
    sum += value * value;
  }
${addUp}
  if (own == 0u) { partials[size.first + group.x] = select(bitcast<u32>(sums[0]), ${infinity}, losses[0] != 0u); }
}
`,
};

/** Workgroups of `squaresShader` for so many numbers. */
export const partialsFor = (count: number): number => Math.min(mostPartials, Math.max(1, Math.ceil(count / (4 * threads))));

/**
 * Decides whether a step may change anything: its loss and its gradients are finite, and no step before it was refused. Clipping as torch's:
 * `factor = min(1, largest / (norm + 1e-6))`.
 *
 * Uniforms: partial sums of squares (u32), largest norm (f32; 0 without clipping by norm).
 */
export const gateShader: Shader = {
  label: 'gate',
  code: `${controlStruct}
struct Size { partials: u32, largest: f32 }
${bindings({ written: ['control: Control'], read: ['loss: array<u32>', 'partials: array<u32>'], uniforms: 'size: Size' })}
${finiteBits}
${shared}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) own: u32) {
  var sum = 0.0;
  var lost = 0u;
  for (var i = own; i < size.partials; i += ${threads}u) {
    if (areFinite(partials[i])) { sum += bitcast<f32>(partials[i]); } else { lost = 1u; }
  }
${addUp}
  if (own > 0u) { return; }
  let norm = sqrt(sums[0]);
  let isFinite = losses[0] == 0u && areFinite(loss[0]);
  control.norm = norm;
  control.factor = select(min(1.0, size.largest / (norm + 1e-6)), 1.0, size.largest == 0.0);
  control.verdict = select(select(${verdicts.refused}u, ${verdicts.accepted}u, isFinite), ${verdicts.blocked}u, control.isBlocked != 0u);
  control.isBlocked = select(1u, 0u, control.verdict == ${verdicts.accepted}u);
}
`,
};

/** `kept = next` where the step is accepted, for running statistics. Uniforms: count (u32). */
export const keepShader: Shader = {
  label: 'keep',
  code: `${controlStruct}
struct Size { count: u32 }
${bindings({ written: ['kept: array<f32>'], read: ['next: array<f32>', 'control: Control'], uniforms: 'size: Size' })}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= size.count || control.verdict != ${verdicts.accepted}u) { return; }
  kept[index] = next[index];
}
`,
};
