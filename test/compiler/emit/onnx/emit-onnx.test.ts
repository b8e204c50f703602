import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emitOnnx } from '../../../../src/compiler/emit/onnx/emit-onnx.ts';
import { decodeModel } from '../../../../src/compiler/emit/onnx/onnx-schema.ts';
import { reshapeTarget } from '../../../../src/compiler/emit/onnx/shape-vectors.ts';
import { Builder } from '../../../../src/compiler/graph/builder.ts';
import type { Dimension } from '../../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../../src/compiler/graph/graph.ts';
import { add } from '../../../../src/compiler/ops/add.ts';
import { broadcastTo } from '../../../../src/compiler/ops/broadcast-to.ts';
import { input } from '../../../../src/compiler/ops/input.ts';
import { keepMask } from '../../../../src/compiler/ops/keep-mask.ts';
import { lstm } from '../../../../src/compiler/ops/lstm.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { relu } from '../../../../src/compiler/ops/relu.ts';
import { reshape } from '../../../../src/compiler/ops/reshape.ts';
import { slice } from '../../../../src/compiler/ops/slice.ts';
import { stopGradient } from '../../../../src/compiler/ops/stop-gradient.ts';
import { transpose } from '../../../../src/compiler/ops/transpose.ts';
import { differentiate } from '../../../../src/compiler/passes/differentiate.ts';

interface NodeMessage {
  readonly name: string;
  readonly op_type: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly domain?: string;
  readonly attribute: readonly { readonly name: string; readonly type: number; readonly g?: GraphMessage }[];
}

interface TypedMessage {
  readonly name: string;
  readonly type: {
    readonly tensor_type: {
      readonly elem_type: number;
      readonly shape: { readonly dim: readonly { readonly dim_value?: number; readonly dim_param?: string }[] };
    };
  };
}

interface GraphMessage {
  readonly name: string;
  readonly node: readonly NodeMessage[];
  readonly initializer: readonly { readonly name: string; readonly dims: readonly number[]; readonly raw_data: Uint8Array }[];
  readonly input: readonly TypedMessage[];
  readonly output: readonly TypedMessage[];
}

const graphMessage = (graph: Graph): GraphMessage => decodeModel(emitOnnx(graph, 'test').model).graph as GraphMessage;

const g = new Builder();
const field = (name: string, ...shape: Dimension[]): Value => g.call(input, [], { name, shape });
const graph = (outputs: Readonly<Record<string, Value>>): Graph => graphOf(new Map(Object.entries(outputs)));
const longs = ({ initializer }: GraphMessage): number[][] =>
  initializer.map(({ raw_data }) => Array.from(new BigInt64Array(Uint8Array.from(raw_data).buffer), Number));

test('a model says its versions, and symbols keep their names', () => {
  const x = field('x', 'B', 4);
  const emitted = emitOnnx(graph({ y: g.within('tone/dense_1').call(relu, [x]) }), 'net');
  const message = decodeModel(emitted.model) as Record<string, unknown> & { graph: GraphMessage };
  assert.is(message.ir_version, 9);
  assert.equal(message.opset_import, [
    { domain: '', version: 18 },
    { domain: 'com.microsoft', version: 1 },
  ]);
  assert.is(message.graph.name, 'net');
  const [only] = message.graph.node as [NodeMessage];
  assert.is(only.name, 'tone/dense_1/Relu');
  assert.equal([only.input, only.output], [['x'], ['y']]);
  assert.equal(message.graph.input[0]?.type.tensor_type, {
    elem_type: 1,
    shape: { dim: [{ dim_param: 'B' }, { dim_value: 4 }] },
  });
  assert.equal(emitted.inputs, [{ name: 'x', dtype: 'f32', shape: ['B', 4] }]);
  assert.equal(emitted.outputs, [{ name: 'y', dtype: 'f32', shape: ['B', 4] }]);
});

test('the same graph gives the same bytes', () => {
  const build = (): Graph => {
    const x = field('x', 'B', 'T', 4);
    const flat = g.call(reshape, [x], { shape: ['B*T', 4] });
    return graph({ y: g.call(reshape, [g.call(relu, [g.call(add, [flat, flat])])], { shape: ['B', 'T', 4] }) });
  };
  assert.equal(emitOnnx(build(), 'a').model, emitOnnx(build(), 'a').model);
});

test('names are unique, also where a scope repeats and a name looks like a node', () => {
  const x = field('Relu', 'B');
  let y = x;
  for (let count = 0; count < 3; count += 1) y = g.call(relu, [y]);
  const { node } = graphMessage(graph({ Relu_1: y }));
  const names = ['Relu', ...node.flatMap(({ output }) => output)];
  assert.is(new Set(names).size, names.length);
  assert.is(names.at(-1), 'Relu_1');
});

test('a value may go out under two names, and so may an input and a constant', () => {
  const x = field('x', 'B');
  const y = g.call(relu, [x]);
  const { node, output } = graphMessage(graph({ first: y, second: y, same: g.call(stopGradient, [x]) }));
  assert.equal(
    output.map(({ name }) => name),
    ['first', 'second', 'same'],
  );
  assert.equal(
    node.map(({ op_type, input: read, output: write }) => [op_type, ...read, ...write]),
    [
      ['Relu', 'x', 'first'],
      ['Identity', 'first', 'second'],
      ['Identity', 'x', 'same'],
    ],
  );
  assert.throws(() => emitOnnx(graph({ x: y }), 'test'), 'names an input and an output');
});

test('reshapes ask for no sizes where ONNX can complete them', () => {
  assert.equal(reshapeTarget(['B', 64], null), [-1, 64]);
  assert.equal(reshapeTarget(['B*T', 4], ['B', 'T', 4]), [-1, 4]);
  assert.equal(reshapeTarget(['B', 'T', 2, 2], ['B', 'T', 4]), [0, 0, 2, 2]);
  assert.equal(reshapeTarget(['B', 'T', 2], ['B', '2*T']), [0, -1, 2]);
  assert.is(reshapeTarget(['B', 'T', 4], ['B*T', 4]), null);
  assert.is(reshapeTarget(['B', 0], ['B', 0]), null);

  const flat = field('x', 'B*T', 4);
  const apart = emitOnnx(graph({ y: g.call(reshape, [flat], { shape: ['B', 'T', 4] }) }), 'test');
  assert.equal(apart.sizes, [{ name: 'size/B,T,4', dtype: 'i64', dimensions: ['B', 'T', 4] }]);
  const message = graphMessage(graph({ y: g.call(reshape, [field('x', 'B', 'T', 4)], { shape: ['B', 'T', 2, 2] }) }));
  assert.equal(longs(message), [[0, 0, 2, 2]]);
  assert.equal(
    message.input.map(({ name }) => name),
    ['x'],
  );
});

test('sizes of a call come in as inputs, once each', () => {
  const x = field('x', 1, 4);
  const [one, other] = [0, 1].map(() => g.call(broadcastTo, [x], { shape: ['B', 4] })) as [Value, Value];
  const whole = graph({ y: g.call(add, [one, other]), z: g.call(broadcastTo, [x], { shape: [3, 4] }) });
  assert.equal(emitOnnx(whole, 'test').sizes, [{ name: 'size/B,4', dtype: 'i64', dimensions: ['B', 4] }]);
  assert.equal(longs(graphMessage(whole)), [[3, 4]]);
});

test('outputs may leave together, each filled up with zeros', () => {
  const x = field('x', 2, 3);
  const y = g.call(relu, [x]);
  const outputs = graph({ y, first: y, second: g.call(relu, [field('z', 4)]), third: g.call(add, [x, x]) });
  const pack = { name: 'both', members: ['first', 'second'], multiple: 4 };
  const emitted = emitOnnx(outputs, 'test', { packs: [pack] });
  assert.equal(
    emitted.outputs.map(({ name, shape }) => [name, shape]),
    [
      ['y', [2, 3]],
      ['third', [2, 3]],
      ['both', [12]],
    ],
  );
  const { node, initializer } = decodeModel(emitted.model).graph as GraphMessage;
  const concat = node.at(-1);
  assert.equal([concat?.op_type, concat?.output, concat?.input.length], ['Concat', ['both'], 3]);
  const padding = initializer.find(({ name }) => name === concat?.input[1]);
  assert.equal([...(padding?.raw_data ?? [])], new Array(8).fill(0));
  const sized = graph({ y: g.call(relu, [field('w', 'B')]) });
  assert.throws(() => emitOnnx(sized, 'test', { packs: [{ ...pack, members: ['y'] }] }), 'y cannot be packed');
});

test('vectors that are all pieces of one leave together without being cut', () => {
  const x = field('x', 'B', 6);
  const sums = g.call(reduceSum, [x], { axes: [0] });
  const piece = (start: number, size: number) => g.call(slice, [sums], { axis: 0, start, size });
  const packed = (members: Record<string, Value>, multiple: number) => {
    const emitted = emitOnnx(graph(members), 'test', { packs: [{ name: 'all', members: Object.keys(members), multiple }] });
    const { node } = decodeModel(emitted.model).graph as GraphMessage;
    return [node.map((one) => one.op_type).join(), emitted.outputs[0]?.shape];
  };
  const other = g.call(relu, [field('z', 2)]);
  assert.equal(packed({ other, first: piece(0, 4), second: piece(4, 2) }, 2), ['Relu,ReduceSum,Concat', [8]]);
  // Another order, a missing piece, and a gap between the pieces.
  assert.equal(packed({ second: piece(4, 2), first: piece(0, 4) }, 2), ['ReduceSum,Slice,Slice,Concat', [6]]);
  assert.equal(packed({ other, first: piece(0, 4) }, 2), ['Relu,ReduceSum,Slice,Concat', [6]]);
  assert.equal(packed({ first: piece(0, 2), second: piece(2, 4) }, 4), ['ReduceSum,Slice,Slice,Concat', [8]]);
});

test('vectors may enter together, and are cut out again under their names', () => {
  const [x, first, second] = [field('x', 'B', 3), field('first', 3), field('second', 3)];
  const sum = g.call(add, [g.call(add, [x, first]), second]);
  const pack = { name: 'both', members: ['second', 'first'], multiple: 4 };
  const emitted = emitOnnx(graph({ y: sum }), 'test', { inputPacks: [pack] });
  assert.equal(
    emitted.inputs.map(({ name, shape }) => [name, shape]),
    [
      ['x', ['B', 3]],
      ['both', [8]],
    ],
  );
  const message = decodeModel(emitted.model).graph as GraphMessage;
  const [split] = message.node;
  assert.equal([split?.op_type, split?.input[0], split?.output[0], split?.output[2]], ['Split', 'both', 'second', 'first']);
  assert.equal(longs(message), [[3, 1, 3, 1]]);
  assert.throws(() => emitOnnx(graph({ y: sum }), 'test', { inputPacks: [{ ...pack, members: ['x'] }] }), 'x is no vector');
});

test('masks are inputs', () => {
  const mask = g.call(keepMask, [], { site: 4, keep: 0.5, shape: ['B', 3] });
  const { inputs } = emitOnnx(graph({ y: g.call(multiply, [field('x', 'B', 3), mask]) }), 'test');
  assert.equal(inputs, [
    { name: 'x', dtype: 'f32', shape: ['B', 3] },
    { name: 'mask/4', dtype: 'f32', shape: ['B', 3] },
  ]);
});

test('bodies of scans read values of the outer graph by their final names', () => {
  const weights = g.call(relu, [field('recurrent', 2, 8)]);
  const states = g.call(lstm, [field('x', 'T', 'B', 3), field('kernel', 3, 8), field('bias', 8), weights]);
  const { dense } = differentiate(g.call(reduceSum, [states], { axes: [0, 1, 2] }), [weights]);
  const { node } = graphMessage(graph({ gradient: dense.get(weights) as Value, weights }));
  const bodies = node.flatMap(({ op_type, attribute }) =>
    op_type === 'Scan' ? attribute.flatMap(({ g: inner }) => inner ?? []) : [],
  );
  assert.is(bodies.length, 2);
  const read = bodies.flatMap((body) => body.node.flatMap(({ input: inputs }) => inputs));
  assert.ok(read.includes('weights'), `the bodies read ${read}`);
  const outer = new Set(node.flatMap(({ output }) => output));
  for (const body of bodies)
    for (const name of [...body.input.map(({ name }) => name), ...body.node.flatMap(({ output }) => output)])
      assert.not.ok(outer.has(name), `${name} is inside and outside`);
});

test('moves that undo each other are not made, and what nobody reads is not computed', () => {
  const x = field('x', 'T', 'B', 3);
  const turned = g.call(transpose, [x], { permutation: [1, 2, 0] });
  const back = g.call(transpose, [turned], { permutation: [1, 2, 0] });
  const types = (tried: Graph): string[] => graphMessage(tried).node.map(({ op_type }) => op_type);
  assert.equal(types(graph({ y: g.call(relu, [g.call(transpose, [back], { permutation: [1, 2, 0] })]) })), ['Relu']);
  assert.equal(types(graph({ back })), ['Transpose']);
  const states = g.call(lstm, [x, field('kernel', 3, 8), field('bias', 8), field('recurrent', 2, 8)]);
  // Joining and turning what a backward pass would read belongs to no output.
  assert.equal(types(graph({ states })).filter((type) => type === 'Concat').length, 2);
});

test.run();
