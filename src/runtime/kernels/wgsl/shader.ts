/** A compute shader in WGSL with `main` as its entry.  */
export interface Shader {
  readonly label: string;
  readonly code: string;
}

export type Workgroups = readonly [number, number, number];

/** Threads of a workgroup in shaders that treat elements alike. */
export const threads = 64;

/** What every adapter allows along one axis. */
const mostWorkgroups = 65_535;

/** Workgroups for one thread an element; shaders find theirs with `elementIndex`. */
export function workgroupsFor(count: number): Workgroups {
  const needed = Math.max(1, Math.ceil(count / threads));
  const columns = Math.min(needed, mostWorkgroups);
  return [columns, Math.ceil(needed / columns), 1];
}

/** The head of an entry point that treats one element a thread, `index`. */
export const elementEntry = `@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * ${threads}u;`;

/** A number of a shader's uniforms with its type. */
export type Uniform = { readonly u32: number } | { readonly f32: number };

/** Uniforms as they lie in memory: numbers of four bytes one behind the other, rounded up to 16. */
export function packUniforms(uniforms: readonly Uniform[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(16 * Math.ceil(uniforms.length / 4)));
  for (const [index, uniform] of uniforms.entries()) {
    if ('u32' in uniform) view.setUint32(4 * index, uniform.u32, true);
    else view.setFloat32(4 * index, uniform.f32, true);
  }
  return view.buffer as ArrayBuffer;
}

/** What a shader binds, as WGSL variables: `mask: array<f32>`. */
interface Bindings {
  readonly written: readonly string[];
  readonly read: readonly string[];
  readonly uniforms: string;
}

/** Declares the bindings of a shader in this order: what it changes, what it reads, its uniforms. */
export function bindings({ written, read, uniforms }: Bindings): string {
  const spaces = [
    ...written.map((variable) => ['storage, read_write', variable]),
    ...read.map((variable) => ['storage, read', variable]),
    ['uniform', uniforms],
  ];
  return spaces.map(([space, variable], place) => `@group(0) @binding(${place}) var<${space}> ${variable};`).join('\n');
}
