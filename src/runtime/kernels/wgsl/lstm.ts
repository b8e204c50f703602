import { bindings, type Shader } from './shader.ts';

/** Threads of a workgroup, one a unit, and samples that each of them works on: a weight that was read serves them all. */
export const unitsPerGroup = 64;
export const samplesPerGroup = 4;

/** What is remembered of a step for the backward pass, in blocks [B, H]: see the op `lstm`. */
const memoryBlocks = 6;

/** The step before the first. */
export const noStep = 0xffff_ffff;

const samples = Array.from({ length: samplesPerGroup }, (_, sample) => sample);
const forSamples = (line: (sample: number) => string): string => samples.map(line).join('\n');

const stepStruct = 'struct Step { step: u32, before: u32, batch: u32, size: u32 }';

/** Functions that stay right for arguments of any size, whatever a driver makes of infinities. */
const functions = `fn logistic(x: f32) -> f32 { return select(1.0 / (1.0 + exp(-x)), 0.0, x < -80.0); }
fn squash(x: f32) -> f32 { return tanh(clamp(x, -15.0, 15.0)); }`;

const entry = `@compute @workgroup_size(${unitsPerGroup})
fn main(@builtin(local_invocation_index) own: u32, @builtin(workgroup_id) group: vec3u) {
  let size = step.size;
  let unit = min(group.x * ${unitsPerGroup}u + own, size - 1u);
  let isOwn = group.x * ${unitsPerGroup}u + own < size;
  let first = group.y * ${samplesPerGroup}u;`;

/**
 * One step of the recurrence that the op `lstm` defines: from `projected [T, B, 4H]`, the recurrent `kernel [H, 4H]`, the states of the step
 * before and the `cells [B, H]`, which it changes, to the states and the memory [T, B, 6H] of this step. Uniforms: step, step before, batch,
 * size (u32).
 */
export const lstmShader: Shader = {
  label: 'lstm',
  code: `${stepStruct}
${bindings({ written: ['states: array<f32>', 'memory: array<f32>', 'cells: array<f32>'], read: ['projected: array<f32>', 'kernel: array<f32>'], uniforms: 'step: Step' })}
${functions}
var<workgroup> hidden: array<array<f32, ${unitsPerGroup}>, ${samplesPerGroup}>;
${entry}
  var z: array<vec4f, ${samplesPerGroup}>;
  if (step.before != ${noStep}u) {
    for (var start = 0u; start < size; start += ${unitsPerGroup}u) {
      workgroupBarrier();
      let inner = min(start + own, size - 1u);
${forSamples((s) => `      hidden[${s}][own] = states[(step.before * step.batch + min(first + ${s}u, step.batch - 1u)) * size + inner];`)}
      workgroupBarrier();
      let count = min(${unitsPerGroup}u, size - start);
      for (var k = 0u; k < count; k++) {
        let at = (start + k) * 4u * size + unit;
        let weights = vec4f(kernel[at], kernel[at + size], kernel[at + 2u * size], kernel[at + 3u * size]);
${forSamples((s) => `        z[${s}] += hidden[${s}][k] * weights;`)}
      }
    }
  }
  if (!isOwn) { return; }
  for (var s = 0u; s < ${samplesPerGroup}u; s++) {
    let sample = first + s;
    if (sample >= step.batch) { return; }
    let row = step.step * step.batch + sample;
    let at = row * 4u * size + unit;
    let sum = z[s] + vec4f(projected[at], projected[at + size], projected[at + 2u * size], projected[at + 3u * size]);
    let candidate = squash(sum.x);
    let gates = vec3f(logistic(sum.y), logistic(sum.z), logistic(sum.w));
    let carried = sample * size + unit;
    var kept = 0.0;
    if (step.before != ${noStep}u) { kept = gates.y * cells[carried]; }
    let cell = kept + gates.x * candidate;
    let shown = squash(cell);
    cells[carried] = cell;
    states[row * size + unit] = gates.z * shown;
    let remembered = array<f32, ${memoryBlocks}>(candidate, gates.x, gates.y, gates.z, kept, shown);
    for (var block = 0u; block < ${memoryBlocks}u; block++) { memory[(row * ${memoryBlocks}u + block) * size + unit] = remembered[block]; }
  }
}
`,
};

/**
 * One step back, as the op `lstmGradient` defines it. `turned [4H, H]` is the recurrent kernel transposed; `carry [B, H]` the gradient of the
 * cells on its way back. Uniforms: step, step after (in the order of the recurrence), batch, size (u32).
 */
export const lstmGradientShader: Shader = {
  label: 'lstmGradient',
  code: `struct Step { step: u32, after: u32, batch: u32, size: u32 }
${bindings({ written: ['dz: array<f32>', 'carry: array<f32>'], read: ['dStates: array<f32>', 'memory: array<f32>', 'turned: array<f32>'], uniforms: 'step: Step' })}
${functions}
var<workgroup> later: array<array<f32, ${unitsPerGroup}>, ${samplesPerGroup}>;
${entry}
  let width = 4u * size;
  var sums: array<f32, ${samplesPerGroup}>;
  if (step.after != ${noStep}u) {
    for (var start = 0u; start < width; start += ${unitsPerGroup}u) {
      workgroupBarrier();
      let inner = min(start + own, width - 1u);
${forSamples((s) => `      later[${s}][own] = dz[(step.after * step.batch + min(first + ${s}u, step.batch - 1u)) * width + inner];`)}
      workgroupBarrier();
      let count = min(${unitsPerGroup}u, width - start);
      for (var k = 0u; k < count; k++) {
        let weight = turned[(start + k) * size + unit];
${forSamples((s) => `        sums[${s}] += later[${s}][k] * weight;`)}
      }
    }
  }
  if (!isOwn) { return; }
  for (var s = 0u; s < ${samplesPerGroup}u; s++) {
    let sample = first + s;
    if (sample >= step.batch) { return; }
    let row = step.step * step.batch + sample;
    let at = row * size + unit;
    let block = row * ${memoryBlocks}u * size + unit;
    let candidate = memory[block];
    let written = memory[block + size];
    let kept = memory[block + 2u * size];
    let shown = memory[block + 3u * size];
    let left = memory[block + 4u * size];
    let squashed = memory[block + 5u * size];
    let dState = dStates[at] + sums[s];
    let carried = sample * size + unit;
    var dCell = dState * shown * (1.0 - squashed * squashed);
    if (step.after != ${noStep}u) { dCell += carry[carried]; }
    let target_ = row * width + unit;
    dz[target_] = dCell * written * (1.0 - candidate * candidate);
    dz[target_ + size] = dCell * candidate * written * (1.0 - written);
    dz[target_ + 2u * size] = dCell * left * (1.0 - kept);
    dz[target_ + 3u * size] = dState * squashed * shown * (1.0 - shown);
    carry[carried] = dCell * kept;
  }
}
`,
};
