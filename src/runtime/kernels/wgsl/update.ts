import { controlStruct, verdicts } from './control.ts';
import { bindings, elementEntry, type Shader } from './shader.ts';

/** A rule as WGSL statements: see `UpdateRuleDefinition.wgsl`. */
export interface ShaderRule {
  readonly name: string;
  readonly slots: number;
  readonly statements: string;
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

const slotsOf = ({ slots }: ShaderRule): readonly string[] => places(slots).map((place) => `slots${place}: array<real>`);

/** Reads what the rule changes, lets it, and writes it back; `at` is the WGSL index of the element. */
function apply({ slots, statements }: ShaderRule, at: string, gradient: string): string {
  const each = (line: (place: number) => string): string => places(slots).map(line).join('\n');
  return `  var p = parameters[${at}];
${each((place) => `  var slot${place} = slots${place}[${at}];`)}
  let gradient = clamp(${gradient}, real(-size.limit), real(size.limit)) * control.factor;
${statements}
  parameters[${at}] = p;
${each((place) => `  slots${place}[${at}] = slot${place};`)}`;
}

const scalarAccess = 'fn s(place: u32) -> f32 { return scalars[place]; }';

/**
 * A rule over a range of parameters with its gradient and slots, four elements a thread. Written: parameters, then the slots;
 * read: gradient, control, scalars. Uniforms: count of fours (u32), limit (f32).
 */
export const denseUpdate = (rule: ShaderRule): Shader => ({
  label: `${rule.name}, dense`,
  code: `alias real = vec4f;
${controlStruct}
struct Size { count: u32, limit: f32 }
${bindings({ written: ['parameters: array<real>', ...slotsOf(rule)], read: ['gradients: array<real>', 'control: Control', 'scalars: array<f32>'], uniforms: 'size: Size' })}
${scalarAccess}
${elementEntry}
  if (index >= size.count || control.verdict != ${verdicts.accepted}u) { return; }
${apply(rule, 'index', 'gradients[index]')}
}
`,
});

/**
 * A rule over the rows of a table that a batch touched, and only those. Written: parameters [vocabulary, width], then the slots; read:
 * summed gradients [rows, width], control, scalars, touched (their number, then their ids). Uniforms: width (u32), limit (f32).
 */
export const rowUpdate = (rule: ShaderRule): Shader => ({
  label: `${rule.name}, rows`,
  code: `alias real = f32;
${controlStruct}
struct Size { width: u32, limit: f32 }
${bindings({ written: ['parameters: array<real>', ...slotsOf(rule)], read: ['sums: array<real>', 'control: Control', 'scalars: array<f32>', 'touched: array<u32>'], uniforms: 'size: Size' })}
${scalarAccess}
${elementEntry}
  let row = index / size.width;
  if (row >= touched[0] || control.verdict != ${verdicts.accepted}u) { return; }
  let at = touched[row + 1u] * size.width + index % size.width;
${apply(rule, 'at', 'sums[index]')}
}
`,
});
