import { product } from '../../graph/dimension.ts';
import type { Graph, Value } from '../../graph/graph.ts';
import { slice } from '../../ops/slice.ts';
import type { OnnxValue } from './emit-onnx.ts';
import type { GraphWriter, WrittenNode } from './graph-writer.ts';

/**
 * Inputs or outputs that enter or leave a model as one vector, one behind the other, each filled up to a multiple of `multiple` elements:
 * with zeros on the way out, with anything on the way in. Their sizes are known without a call, and inputs are vectors themselves.
 *
 * Every input and output of a call costs some microseconds, which is more than copying a few thousand numbers.
 */
export interface Pack {
  readonly name: string;
  readonly members: readonly string[];
  readonly multiple: number;
}

/** The node that cuts a vector into the inputs of a model that it stands for, and this vector. The inputs keep their names. */
export function readPack(
  { name, members, multiple }: Pack,
  inputs: ReadonlyMap<string, OnnxValue>,
  writer: GraphWriter,
): { readonly node: WrittenNode; readonly input: OnnxValue } {
  const pieces = members.flatMap((member) => {
    const { shape, dtype } = inputs.get(member) ?? {};
    const [size] = shape ?? [];
    if (typeof size !== 'number' || shape?.length !== 1 || dtype !== 'f32')
      throw new Error(`${member} is no vector that can be cut out of ${name} (a bug of emoc)`);
    const padding = paddingOf(size, multiple);
    return [{ name: member, size }, ...(padding === 0 ? [] : [{ name: writer.fresh(`${name}/padding`), size: padding }])];
  });
  const sizes = pieces.map(({ size }) => size);
  const node: WrittenNode = {
    name: writer.fresh(`${name}/Split`),
    type: 'Split',
    inputs: [name, writer.longs(sizes)],
    outputs: pieces.map((piece) => piece.name),
    attributes: { axis: 0 },
  };
  return { node, input: { name, dtype: 'f32', shape: [sizes.reduce((sum, size) => sum + size, 0)] } };
}

/** Writes the nodes that lay outputs of a graph one behind the other, and notes in `finalNames` what their result is to be called. */
export function writePack(
  { name, members, multiple }: Pack,
  graph: Graph,
  writer: GraphWriter,
  finalNames: Map<string, string>,
): OnnxValue {
  const values = members.map((member) => {
    const value = graph.outputs.get(member);
    if (value === undefined || typeof product(value.shape) !== 'number')
      throw new Error(`${member} cannot be packed (a bug of emoc)`);
    return value;
  });
  let count = 0;
  const pieces = wholesOf(values, multiple).flatMap((value) => {
    const size = product(value.shape) as number;
    const padding = paddingOf(size, multiple);
    count += size + padding;
    const result = writer.name(value);
    const [flat] = value.shape.length === 1 ? [result] : writer.add('Reshape', [result, writer.longs([-1])]);
    return padding === 0 ? [flat as string] : [flat as string, writer.floats(new Array<number>(padding).fill(0))];
  });
  const [whole] = writer.add('Concat', pieces, { axis: 0 });
  finalNames.set(whole as string, name);
  return { name, dtype: 'f32', shape: [count] };
}

/** The same numbers in the same order, with whole vectors where all their pieces follow each other: those need not be cut at all. */
function wholesOf(values: readonly Value[], multiple: number): readonly Value[] {
  const result: Value[] = [];
  for (let place = 0; place < values.length; ) {
    const value = values[place] as Value;
    const whole = wholeAt(values, place, multiple);
    result.push(whole?.value ?? value);
    place += whole?.pieces ?? 1;
  }
  return result;
}

function wholeAt(
  values: readonly Value[],
  place: number,
  multiple: number,
): { readonly value: Value; readonly pieces: number } | null {
  const whole = values[place]?.node.inputs[0];
  if (whole?.shape.length !== 1) return null;
  let end = 0;
  for (let pieces = 0; place + pieces < values.length; pieces += 1) {
    const { node, shape } = values[place + pieces] as Value;
    const { start } = node.attributes as typeof slice.attributes;
    if (node.op.name !== slice.name || node.inputs[0] !== whole || start !== end || end % multiple !== 0) return null;
    end += shape[0] as number;
    if (end === whole.shape[0]) return { value: whole, pieces: pieces + 1 };
  }
  return null;
}

const paddingOf = (size: number, multiple: number): number => (multiple - (size % multiple)) % multiple;
