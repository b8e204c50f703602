import type { Bindings } from '../../../src/compiler/graph/dimension.ts';
import { resolveShape } from '../../../src/compiler/graph/dimension.ts';
import { sizeOf, type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import type { Field, Program } from '../../../src/compiler/program.ts';
import { createRandom, type Random } from '../../../src/runtime/kernels/random.ts';

/** Inputs of a program's graphs by name: fields, parameters and buffers. */
export type Inputs = Map<string, Tensor>;

const random = createRandom(17);

const normals = (stream: Random, shape: readonly number[], deviation = 1): Tensor =>
  tensor(
    shape,
    Float64Array.from({ length: sizeOf(shape) }, () => deviation * stream.normal()),
  );

const integers = (stream: Random, shape: readonly number[], below: number): Tensor =>
  tensor(
    shape,
    Int32Array.from({ length: sizeOf(shape) }, () => stream.integer(below)),
  );

/**
 * Everything that the graphs of a program read, drawn at random. Sequences of a batch have different lengths, the last of them 0; what stands
 * in the padding is random too, so that whoever reads it is found out. `labelCounts` by head.
 */
export function randomInputs(program: Program, bindings: Bindings, labelCounts: ReadonlyMap<string, number>): Inputs {
  const inputs: Inputs = new Map();
  for (const { name, shape } of program.parameters) {
    const sizes = resolveShape(shape, bindings);
    // Small enough that no unit saturates, and no bias is 0.
    const fanIn = sizes.length === 1 ? 25 : Math.max(1, sizeOf(sizes) / Math.max(...sizes));
    inputs.set(name, normals(random.child(name), sizes, name.endsWith('/table') ? 1 : 1 / Math.sqrt(fanIn)));
  }
  for (const { name, shape } of program.buffers) {
    const values = normals(random.child(name), resolveShape(shape, bindings));
    // No variance and no number of steps is negative.
    inputs.set(
      name,
      /\/(variance|steps)$/.test(name) ? { ...values, data: (values.data as Float64Array).map(Math.abs) } : values,
    );
  }
  for (const field of program.fields) inputs.set(field.name, randomField(field, bindings, labelCounts));
  return inputs;
}

function randomField({ name, dtype, shape }: Field, bindings: Bindings, labelCounts: ReadonlyMap<string, number>): Tensor {
  const stream = random.child(name);
  const sizes = resolveShape(shape, bindings);
  if (name.endsWith('/mask')) return maskOf(sizes as [number, number]);
  if (name.startsWith('class-weights/')) return tensor(sizes, positive(stream, sizes));
  if (dtype === 'f32') return normals(stream, sizes);
  const owner = name.replace(/^target\//, '');
  return integers(
    stream,
    sizes,
    name.startsWith('target/') ? (labelCounts.get(owner) as number) : (bindings[`V_${name}`] as number),
  );
}

const positive = (stream: Random, shape: readonly number[]): Float64Array =>
  Float64Array.from({ length: sizeOf(shape) }, () => 0.5 + stream.uniform());

/** Lengths fall from the whole axis to nothing. */
function maskOf([batch, steps]: readonly [number, number]): Tensor {
  const data = new Float64Array(batch * steps);
  for (let row = 0; row < batch; row += 1) {
    const length = Math.ceil((steps * (batch - 1 - row)) / (batch - 1));
    data.fill(1, row * steps, row * steps + length);
  }
  return tensor([batch, steps], data);
}

/** The same batch with `more` further steps of padding on every sequence whose length only the batch decides. */
export function padded(program: Program, inputs: Inputs, more: number): Inputs {
  const longer = new Map(inputs);
  for (const field of program.fields) {
    if (!String(field.shape[1]).startsWith('T_')) continue;
    const { shape, data, dtype } = inputs.get(field.name) as Tensor;
    const [batch, steps, ...rest] = shape as [number, number, ...number[]];
    const [inner, stream] = [sizeOf(rest), random.child(`padding of ${field.name}`)];
    const sizes = [batch, steps + more, ...rest];
    const result =
      dtype === 'i32' ? new Int32Array(sizeOf(sizes)) : Float64Array.from({ length: sizeOf(sizes) }, () => stream.normal());
    for (let row = 0; row < batch; row += 1) {
      const from = row * (steps + more) * inner;
      result.set(data.subarray(row * steps * inner, (row + 1) * steps * inner), from);
      if (field.name.endsWith('/mask')) result.fill(0, from + steps * inner, from + (steps + more) * inner);
    }
    longer.set(field.name, tensor(sizes, result));
  }
  return longer;
}
