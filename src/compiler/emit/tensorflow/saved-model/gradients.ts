import type { Value } from '../../../graph/graph.ts';
import type { OptimizerSettings, Parameter, Program } from '../../../program.ts';
import type { FunctionBody } from './function-body.ts';

/** The gradient of one parameter as a result of the step; `rows` are the ids of a table's touched rows, each once. */
export interface WrittenGradient {
  readonly parameter: Parameter;
  readonly gradient: string;
  readonly rows: string | null;
}

/** Gradients of all trained parameters; those of tables are summed by row. The graph must have been written. */
export const writeGradients = (body: FunctionBody, { parameters, training }: Program): WrittenGradient[] =>
  parameters
    .filter(({ isTrained }) => isTrained)
    .map((parameter) => {
      const { name } = parameter;
      if (training.outputs.has(`ids/${name}`))
        return body.writer.within(`rows/${name}`, () => ({ parameter, ...summedRows(body, name, training.outputs) }));
      return { parameter, gradient: body.writer.name(output(training.outputs, `gradient/${name}`)), rows: null };
    });

/** Id 0 is padding: its row has no gradient. */
const padding = 0;

function summedRows(
  body: FunctionBody,
  name: string,
  outputs: ReadonlyMap<string, Value>,
): { readonly gradient: string; readonly rows: string } {
  const { writer } = body;
  const call: FunctionBody['call'] = (op, inputs, attributes) => body.call(op, inputs, attributes);
  const isScaled = outputs.has(`scaled-rows/${name}`);
  const given = output(outputs, `${isScaled ? 'scaled-rows' : 'rows'}/${name}`);
  const width = given.shape.at(-1) as number;
  const [axis0, axis1, last] = [0, 1, -1].map((axis) => writer.integers([axis], []));
  const flat = writer.integers([-1]);
  const values = (): string => {
    if (!isScaled) return writer.name(given);
    const scale = call('ExpandDims', [writer.name(output(outputs, `scale/${name}`)), last!]);
    return call('Mul', [scale, call('ExpandDims', [writer.name(given), axis1!])]);
  };
  const rows = call('Reshape', [values(), writer.integers([-1, width])]);
  const ids = call('Reshape', [writer.name(output(outputs, `ids/${name}`)), flat]);
  const [distinct, places] = writer.add('Unique', [ids], { out_idx: { type: 'i32' } }, { outputs: 2 });
  const [sizes] = writer.add('Shape', [distinct!]);
  const count = call('StridedSlice', [sizes!, writer.integers([0]), writer.integers([1]), writer.integers([1])], {
    shrink_axis_mask: { int: 1 },
  });
  const sums = call('UnsortedSegmentSum', [rows, places!, count]);
  const kept = call('Reshape', [call('Where', [call('NotEqual', [distinct!, writer.integers([padding], [])])]), flat]);
  return { gradient: call('GatherV2', [sums, kept, axis0!]), rows: call('GatherV2', [distinct!, kept, axis0!]) };
}

/** Gradients after clipping by value, then by norm; `norm` is the global norm before it was clipped. */
export function writeClipping(
  body: FunctionBody,
  gradients: readonly WrittenGradient[],
  { clipNorm, clipValue }: OptimizerSettings,
): { readonly gradients: readonly WrittenGradient[]; readonly norm: string | null } {
  const limited =
    clipValue === null ? gradients : gradients.map((one) => ({ ...one, gradient: withinLimit(body, one, clipValue) }));
  if (clipNorm === null) return { gradients: limited, norm: null };
  const halves = limited.map(({ gradient }) => body.call('L2Loss', [gradient]));
  const norm = body.call('Sqrt', [body.call('Mul', [body.call('AddN', halves), body.number(2)])]);
  const divisor = body.call('AddV2', [norm, body.number(normMargin)]);
  const factor = body.call('Minimum', [body.number(1), body.call('RealDiv', [body.number(clipNorm), divisor])]);
  return { gradients: limited.map((one) => ({ ...one, gradient: body.call('Mul', [one.gradient, factor]) })), norm };
}

/** Keeps a norm of 0 from being divided by; torch's value. */
const normMargin = 1e-6;

/** Not `ClipByValue`, which may turn what is no number into the limit. */
const withinLimit = (body: FunctionBody, { gradient }: WrittenGradient, limit: number): string =>
  body.call('Maximum', [body.call('Minimum', [gradient, body.number(limit)]), body.number(-limit)]);

function output(outputs: ReadonlyMap<string, Value>, name: string): Value {
  const found = outputs.get(name);
  if (found === undefined) throw new Error(`the graph has no output ${name} (a bug of emoc)`);
  return found;
}
