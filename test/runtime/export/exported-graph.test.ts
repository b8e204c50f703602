import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ModalityType } from '../../../src/compiler/catalogue/types.ts';
import type { TypedStep } from '../../../src/compiler/check/model.ts';
import { analyse } from '../../../src/compiler/compile.ts';
import { compileProgram } from '../../../src/compiler/compile-program.ts';
import { emitFrozenOnnx } from '../../../src/compiler/emit/onnx/emit-onnx.ts';
import { type Bindings, resolveShape } from '../../../src/compiler/graph/dimension.ts';
import { type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import { layoutOf } from '../../../src/compiler/passes/lower.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { FieldMemory, fillField } from '../../../src/runtime/data/batch-fields.ts';
import type { Samples, SamplesOf } from '../../../src/runtime/data/samples.ts';
import { cutEncoder, type EncoderCut } from '../../../src/runtime/export/encoder-cut.ts';
import { exportedGraph } from '../../../src/runtime/export/exported-graph.ts';
import { type Fitted, type FrontEnd, isClipFrontEnd } from '../../../src/runtime/features/define-front-end.ts';
import { frontEnds } from '../../../src/runtime/features/front-ends/index.generated.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { randomInputs } from '../../compiler/program/_random.ts';
import { type Subject, subjects } from '../../compiler/program/_subjects.ts';

const random = createRandom(41);
const floats = (count: number, scale = 1): Float32Array => Float32Array.from({ length: count }, () => scale * random.normal());

const widthOf = (type: ModalityType): number => (type.kind === 'vec' || type.kind === 'seq' ? type.width : 1);

/** What statistics could be: of one feature in four the spread is 0. */
function fittedOf({ kind, input }: TypedStep): Fitted {
  const width = widthOf(input);
  const low = Array.from(floats(width, 3), Number);
  const spread = low.map((_, column) => (column % 4 === 3 ? 0 : 0.5 + random.uniform()));
  if (kind.name === 'standardize') return { mean: low, deviation: spread };
  return { minimum: low, maximum: low.map((value, column) => value + (spread[column] as number)) };
}

/** Random samples of a type, as they lie in memory before a batch: sequences of different lengths, the last one short. */
function samplesOf(type: ModalityType, batch: number, steps: number): Samples {
  switch (type.kind) {
    case 'vec':
      return { kind: 'vec', width: type.width, data: floats(batch * type.width) };
    case 'image': {
      const { height, width, channels } = type;
      return { kind: 'image', height, width, channels, data: floats(batch * height * width * channels).map(Math.abs) };
    }
    default: {
      const longest = type.kind === 'seq' && type.length.kind === 'exact' ? type.length.size : steps;
      const lengths = Array.from({ length: batch }, (_, row) => Math.max(1, longest - row));
      const offsets = Int32Array.from([
        0,
        ...lengths.map((_, row) => lengths.slice(0, row + 1).reduce((sum, one) => sum + one, 0)),
      ]);
      const total = offsets.at(-1) as number;
      if (type.kind === 'tokens')
        return { kind: 'tokens', offsets, data: Int32Array.from({ length: total }, () => 1 + random.integer(6)) };
      return { kind: 'seq', width: widthOf(type), offsets, data: floats(total * widthOf(type)), exactLength: null };
    }
  }
}

type Fields = ReadonlyMap<string, Float32Array | Int32Array | Uint8Array>;

function fieldsOf(encoder: string, samples: Samples, type: ModalityType, batch: number): Fields {
  const fields = new Map<string, Float32Array | Int32Array | Uint8Array>();
  const rows = Int32Array.from({ length: batch }, (_, row) => row);
  fillField(encoder, { samples: samples as SamplesOf<'vec'>, type }, rows, { memory: new FieldMemory(), fields, bindings: {} });
  return fields;
}

/** The real front end, on data. */
function applyFrontEnds({ encoder, modelSteps }: EncoderCut, samples: Samples, fitted: ReadonlyMap<string, Fitted>): Samples {
  return modelSteps.reduce((current, step) => {
    const frontEnd: FrontEnd | undefined = frontEnds.find(({ name }) => name === step.kind.name);
    if (frontEnd === undefined || isClipFrontEnd(frontEnd)) throw new Error(`${step.name} is no front end over sets`);
    const context = { encoder, trainingRows: new Int32Array(0), vectors: null, onWarning: () => {} };
    return frontEnd.apply(current, step, fitted.get(`${encoder.name}/${step.name}`) ?? {}, context);
  }, samples);
}

interface Example {
  readonly fitted: ReadonlyMap<string, Fitted>;
  /** What a caller brings, and what a batch of the run holds, for the same samples. */
  readonly raw: Map<string, Tensor>;
  readonly ready: Map<string, Tensor>;
  readonly stored: Map<string, Tensor>;
}

function exampleOf({ spec, program, bindings, labelCounts }: Subject): Example {
  const fitted = new Map(
    spec.encoders.flatMap(({ name, frontEnd }) => frontEnd.map((step) => [`${name}/${step.name}`, fittedOf(step)] as const)),
  );
  const drawn = randomInputs(program, bindings, labelCounts);
  const stored = new Map([...drawn].filter(([name]) => isStored(program, name)));
  const [raw, ready] = [new Map<string, Tensor>(), new Map<string, Tensor>()];
  const batch = bindings.B as number;
  for (const cut of spec.encoders.map(cutEncoder)) {
    const { encoder, input } = cut;
    const steps = 'length' in input && input.length.kind !== 'exact' ? (bindings[input.length.symbol] as number) : 0;
    const samples = samplesOf(input, batch, steps);
    put(raw, fieldsOf(encoder.name, samples, input, batch), encoder.name, input, bindings);
    if (input.kind === 'seq') fillPadding(raw, encoder.name);
    const made = applyFrontEnds(cut, samples, fitted);
    put(ready, fieldsOf(encoder.name, made, encoder.field, batch), encoder.name, encoder.field, bindings);
  }
  return { fitted, raw, ready, stored };
}

const isStored = ({ parameters, buffers }: Program, name: string): boolean =>
  [...parameters, ...buffers].some((one) => one.name === name);

function put(target: Map<string, Tensor>, fields: Fields, encoder: string, type: ModalityType, bindings: Bindings): void {
  const shape = resolveShape(layoutOf(type).shape, bindings);
  for (const [name, values] of fields) {
    const own = name === encoder ? shape : shape.slice(0, 2);
    target.set(name, tensor(own, values instanceof Int32Array ? values : Float64Array.from(values)));
  }
}

/** What stands in the padding of a sequence must not matter. */
function fillPadding(raw: Map<string, Tensor>, encoder: string): void {
  const { shape, data } = raw.get(encoder) as Tensor;
  const mask = raw.get(`${encoder}/mask`) as Tensor;
  const width = shape[2] as number;
  const filled = (data as Float64Array).map((value, place) =>
    mask.data[Math.floor(place / width)] === 0 ? Math.fround(random.normal()) : value,
  );
  raw.set(encoder, tensor(shape, filled));
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Answers from what losses read, by another way than the graph's. */
function answer(labels: readonly string[] | null, { shape, data }: Tensor): number[] {
  const values = Array.from(data as Float64Array);
  if (labels === null) return values;
  if (shape[1] === 1) return values.flatMap((logit) => [1 - sigmoid(logit), sigmoid(logit)]);
  const width = shape[1] as number;
  return values.map((logit, place) => {
    const row = values.slice(place - (place % width), place - (place % width) + width);
    return 1 / row.reduce((sum, other) => sum + Math.exp(other - logit), 0);
  });
}

function assertNear(found: ArrayLike<number>, expected: readonly number[], tolerance: number, what: string): void {
  assert.is(found.length, expected.length, what);
  for (const [place, value] of expected.entries()) {
    const error = Math.abs((found[place] as number) - value) / Math.max(1, Math.abs(value));
    assert.ok(error <= tolerance, `${what}[${place}] is ${found[place]}, expected ${value}`);
  }
}

async function runOnnx(model: Uint8Array, inputs: ReadonlyMap<string, Tensor>): Promise<InferenceSession.OnnxValueMapType> {
  const session = await InferenceSession.create(model);
  const feeds = session.inputNames.map((name) => {
    const { dtype, shape, data } = inputs.get(name) as Tensor;
    return [
      name,
      dtype === 'i32'
        ? new OnnxTensor('int32', Int32Array.from(data), shape)
        : new OnnxTensor('float32', Float32Array.from(data), shape),
    ];
  });
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return results;
}

for (const subject of subjects()) {
  const { name, spec, program, bindings } = subject;
  test(`${name}: on raw inputs the exported graph gives what the run gives on prepared ones`, async () => {
    const { fitted, raw, ready, stored } = exampleOf(subject);
    const { graph, inputs, outputs } = exportedGraph(spec, program, fitted);
    assert.equal([...raw.keys()].sort(), inputs.map((one) => one.name).sort());
    for (const one of inputs) assert.equal(raw.get(one.name)?.shape, resolveShape(one.shape, bindings), one.name);
    const found = evaluate(graph, { inputs: new Map([...raw, ...stored]), bindings });
    const expected = evaluate(program.inference, { inputs: new Map([...ready, ...stored]), bindings });
    const weights = new Map([...stored].map(([key, { shape, data }]) => [key, { shape, data: Float32Array.from(data) }]));
    const onnx = await runOnnx(emitFrozenOnnx(graph, 'exported', weights).model, raw);
    assert.equal(Object.keys(onnx).sort(), outputs.map((one) => one.name).sort());
    for (const { name: output, head, shape } of outputs) {
      const own = answer(head.labels, expected.get(`output/${head.name}`) as Tensor);
      assert.equal(found.get(output)?.shape, resolveShape(shape, bindings));
      // The data side works in float32 between its steps.
      assertNear(found.get(output)?.data ?? [], own, 1e-5, output);
      assertNear(onnx[output]?.data as Float32Array, own, 1e-4, `${output} by ONNX Runtime`);
      assert.equal(onnx[output]?.dims, resolveShape(shape, bindings));
    }
  });
}

test('a feature far from 0 keeps its digits', async () => {
  const text = `emo 1

experiment far { seed = 1 }

dataset d {
  read csv("x.csv")
  vec    x = columns(0..1)
  number y = column(2) in 0..1
  split 60% / 20% / 20%
}

encoder e from d.x { standardize() }
head y from e { regress(d.y) }
loss = mse(y)

train { optimizer = sgd(0.1) batch = 4 epochs = 1 }
`;
  const { value: spec, diagnostics } = analyse({ file: 'far.emo', text });
  if (spec === null) throw new Error(diagnostics.map(({ message }) => message).join());
  const program = compileProgram(spec);
  const fitted = new Map([['e/standardize', { mean: [100_000.123, 7.3], deviation: [0.05, 2] }]]);
  const { graph } = exportedGraph(spec, program, fitted);
  const weights = new Map([
    ['y/regress/kernel', { shape: [2, 1], data: Float32Array.of(1, 1) }],
    ['y/regress/bias', { shape: [1], data: Float32Array.of(0) }],
  ]);
  const x = [100_000.125, 7.3, 100_000.25, 8.3].map(Math.fround);
  const results = await runOnnx(
    emitFrozenOnnx(graph, 'far', weights).model,
    new Map([['e', tensor([2, 2], Float64Array.from(x))]]),
  );
  const expected = [0, 2].map((at) => (x[at]! - 100_000.123) / 0.05 + (x[at + 1]! - 7.3) / 2);
  assertNear(results['y/value']?.data as Float32Array, expected, 1e-5, 'y/value');
});

test.run();
