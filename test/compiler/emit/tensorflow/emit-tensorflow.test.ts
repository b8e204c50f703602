import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emitTensorflow } from '../../../../src/compiler/emit/tensorflow/emit-tensorflow.ts';
import { nodeOf } from '../../../../src/compiler/emit/tensorflow/node-names.ts';
import { opDefinitions } from '../../../../src/compiler/emit/tensorflow/op-definitions.ts';
import { reshapeTarget, withBindings } from '../../../../src/compiler/emit/tensorflow/sizes.ts';
import type { TensorflowGraph, TensorflowNode } from '../../../../src/compiler/emit/tensorflow/tensorflow-graph.ts';
import { Builder } from '../../../../src/compiler/graph/builder.ts';
import type { Bindings, Dimension } from '../../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../../src/compiler/graph/graph.ts';
import { sourceOf } from '../../../../src/compiler/graph/size-source.ts';
import { broadcastTo } from '../../../../src/compiler/ops/broadcast-to.ts';
import { conv2d } from '../../../../src/compiler/ops/conv-2d.ts';
import { gemm } from '../../../../src/compiler/ops/gemm.ts';
import { input } from '../../../../src/compiler/ops/input.ts';
import { keepMask } from '../../../../src/compiler/ops/keep-mask.ts';
import { lstm } from '../../../../src/compiler/ops/lstm.ts';
import { maxPool2d } from '../../../../src/compiler/ops/max-pool-2d.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { reduceMean } from '../../../../src/compiler/ops/reduce-mean.ts';
import { relu } from '../../../../src/compiler/ops/relu.ts';
import { reshape } from '../../../../src/compiler/ops/reshape.ts';
import { caseBindings, cases } from '../../ops/_cases.ts';
import { buildCase, titleOf } from '../../ops/_harness.ts';
import { subjects } from '../../program/_subjects.ts';

const g = new Builder();
const field = (name: string, ...shape: Dimension[]): Value => g.call(input, [], { name, shape });
const parameter = (name: string, ...shape: Dimension[]): Value => g.call(input, [], { name, shape, role: 'parameter' });
const graph = (outputs: Readonly<Record<string, Value>>): Graph => graphOf(new Map(Object.entries(outputs)));
const emit = (some: Graph, composites: 'call' | 'inline' = 'call', bindings: Bindings = {}): TensorflowGraph =>
  emitTensorflow(some, 'net', { composites, bindings });

/** `name = Op(inputs)` a line, constants by their values. */
function listing({ nodes }: TensorflowGraph): string[] {
  const constants = new Map(
    nodes.flatMap(({ name, attributes: { value } }) =>
      value !== undefined && 'tensor' in value ? [[name, JSON.stringify(value.tensor.values)] as const] : [],
    ),
  );
  const named = (result: string): string => constants.get(result) ?? result;
  return nodes
    .filter(({ name }) => !constants.has(name))
    .map(({ name, op, inputs }) => `${name} = ${op}(${inputs.map(named).join(', ')})`);
}

const validName = /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/;

/** Nodes as TensorFlow takes them: known ops, valid names used once, inputs that stand before their readers, and types that agree. */
function checkNodes(nodes: readonly TensorflowNode[], given: ReadonlyMap<string, string>, functions: ReadonlySet<string>): void {
  const types = new Map(given);
  for (const { name, op, inputs, attributes } of nodes) {
    assert.match(name, validName);
    assert.not.ok(types.has(name), `${name} is there twice`);
    const definition = opDefinitions[op];
    assert.ok(definition !== undefined, op);
    for (const result of inputs) assert.ok(types.has(result), `${name} reads ${result} before it is written`);
    for (const [attribute, place] of Object.entries(definition?.types ?? {}))
      assert.equal(attributes[attribute], { type: types.get(inputs.at(place) as string) }, `${attribute} of ${name}`);
    for (const attribute of Object.values(attributes))
      if ('function' in attribute) assert.ok(functions.has(attribute.function), attribute.function);
    const typeOf = (type: string | { readonly dtype: string }): string[] => {
      if (typeof type !== 'string') return [type.dtype];
      const attribute = attributes[type];
      if (attribute !== undefined && 'types' in attribute) return [...attribute.types];
      const count = attributes.num_split !== undefined && 'int' in attributes.num_split ? attributes.num_split.int : 1;
      return attribute !== undefined && 'type' in attribute ? new Array<string>(count).fill(attribute.type) : [];
    };
    const results = Object.values(definition?.outputs ?? {}).flatMap(typeOf);
    assert.ok(results.length > 0, `${name} has no type`);
    for (const [place, type] of results.entries()) types.set(place === 0 ? name : `${name}:${place}`, type);
  }
}

function checkGraph({ nodes, functions, inputs, outputs }: TensorflowGraph): void {
  const names = new Set(functions.map(({ name }) => name));
  assert.is(names.size, functions.length, 'functions have names of their own');
  checkNodes(nodes, new Map(), names);
  for (const each of functions) {
    checkNodes(each.nodes, new Map(each.inputs.map(({ name, dtype }) => [name, dtype])), names);
    for (const { name } of each.inputs) assert.match(name, /^[a-z][a-z0-9_]*$/);
  }
  const made = new Set(nodes.map(({ name }) => name));
  for (const { result } of [...inputs, ...outputs]) assert.ok(made.has(nodeOf(result)), result);
  const placeholders = nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name);
  assert.equal(inputs.map(({ result }) => result).sort(), placeholders.sort());
}

for (const each of cases) {
  test(`${titleOf(each)} writes nodes that TensorFlow would take`, () => {
    const { outputs } = buildCase(each);
    const some = graphOf(new Map(outputs.map((value, index) => [`y${index}`, value])));
    for (const composites of ['call', 'inline'] as const) checkGraph(emit(some, composites, caseBindings));
  });
}

test('programs are graphs that TensorFlow would take, whatever is bound or in place', () => {
  for (const { program, bindings } of subjects()) {
    for (const part of [program.training, program.inference, program.loss]) {
      checkGraph(emit(part));
      checkGraph(emit(part, 'inline', bindings));
    }
  }
});

test('nodes are named after the spec, and what the same graph writes is the same', () => {
  const build = (): Graph => {
    const inner = g.within('tone/dense_1');
    const [kernel, bias] = [parameter('tone/dense_1/kernel', 4, 8), parameter('tone/dense_1/bias', 8)];
    const hidden = inner.call(relu, [inner.call(gemm, [field('tone', 'B', 4), kernel, bias])]);
    const mean = g.within('loss').call(reduceMean, [hidden], { axes: [0, 1] });
    return graph({ hidden, loss: mean, wide: g.within('wide').call(broadcastTo, [mean], { shape: ['B', 3] }) });
  };
  const emitted = emit(build());
  assert.equal(listing(emitted), [
    'tone = Placeholder()',
    'tone/dense_1/kernel = Placeholder()',
    'tone/dense_1/bias = Placeholder()',
    'tone/dense_1/MatMul = MatMul(tone, tone/dense_1/kernel)',
    'tone/dense_1/BiasAdd = BiasAdd(tone/dense_1/MatMul, tone/dense_1/bias)',
    'tone/dense_1/Relu = Relu(tone/dense_1/BiasAdd)',
    'loss/Mean = Mean(tone/dense_1/Relu, [0,1])',
    'size/of/tone = Shape(tone)',
    'size/B = StridedSlice(size/of/tone, [0], [1], [1])',
    'size/Bx3 = Pack(size/B, [3])',
    'wide/BroadcastTo = BroadcastTo(loss/Mean, size/Bx3)',
  ]);
  assert.equal(emitted.outputs, [
    { name: 'hidden', result: 'tone/dense_1/Relu', dtype: 'f32', shape: ['B', 8] },
    { name: 'loss', result: 'loss/Mean', dtype: 'f32', shape: [] },
    { name: 'wide', result: 'wide/BroadcastTo', dtype: 'f32', shape: ['B', 3] },
  ]);
  assert.equal(emit(build()), emitted);
});

test('names that TensorFlow does not take are replaced, and stay apart', () => {
  const outputs = { y: g.call(multiply, [field('größe der stimme', 4), field('gr__e der stimme', 4)]) };
  const { inputs } = emit(graph(outputs));
  assert.equal(
    inputs.map(({ name, result }) => [name, result]),
    [
      ['größe der stimme', 'gr__e_der_stimme'],
      ['gr__e der stimme', 'gr__e_der_stimme_1'],
    ],
  );
});

test('one open size of a reshape is left to TensorFlow, two are computed, and what is bound is a constant', () => {
  const flat = g.call(reshape, [field('x', 'B', 'T', 4)], { shape: ['B*T', 4] });
  const again = graph({ y: g.call(reshape, [g.call(relu, [flat])], { shape: ['T', 'B', 4] }) });
  assert.equal(listing(emit(again)), [
    'x = Placeholder()',
    'size/of/x = Shape(x)',
    'size/B = StridedSlice(size/of/x, [0], [1], [1])',
    'size/T = StridedSlice(size/of/x, [1], [2], [1])',
    'Reshape = Reshape(x, [-1,4])',
    'Relu = Relu(Reshape)',
    'size/TxBx4 = Pack(size/T, size/B, [4])',
    'Reshape_1 = Reshape(Relu, size/TxBx4)',
  ]);
  assert.equal(listing(emit(again, 'call', { T: 6 })).slice(3), ['Reshape_1 = Reshape(Relu, [6,-1,4])']);
});

test('convolutions meet in one layout: a transposition at each end', () => {
  const kernels = [parameter('k1', 2, 1, 3, 3), parameter('k2', 3, 2, 3, 3)] as const;
  const pads = [1, 1, 1, 1];
  const first = g.call(relu, [g.call(maxPool2d, [g.call(conv2d, [field('x', 'B', 1, 8, 8), kernels[0]], { pads })])]);
  const second = g.call(conv2d, [first, kernels[1]], { pads });
  const emitted = emit(graph({ y: second, pooled: g.call(reduceMean, [second], { axes: [2, 3] }) }));
  assert.equal(listing(emitted), [
    'x = Placeholder()',
    'k1 = Placeholder()',
    'k2 = Placeholder()',
    'Transpose = Transpose(x, [0,2,3,1])',
    'Transpose_1 = Transpose(k1, [2,3,1,0])',
    'Conv2D = Conv2D(Transpose, Transpose_1)',
    'MaxPool = MaxPool(Conv2D)',
    'Relu = Relu(MaxPool)',
    'Transpose_5 = Transpose(k2, [2,3,1,0])',
    'Conv2D_1 = Conv2D(Relu, Transpose_5)',
    'Transpose_6 = Transpose(Conv2D_1, [0,3,1,2])',
    'Mean = Mean(Conv2D_1, [1,2])',
  ]);
});

test('a composite is a call with its settings, or stands in place', () => {
  const recurrent = g.within('said/lstm_1');
  const forward = recurrent.call(
    lstm,
    [field('x', 'T', 'B', 3), parameter('kernel', 3, 16), parameter('bias', 16), parameter('recurrent', 4, 16)],
    { isReversed: true },
  );
  const mask = g.within('said/dropout').call(keepMask, [], { site: 3, keep: 0.75, shape: ['T', 'B', 4] });
  const some = graph({ y: g.call(multiply, [forward, mask]) });
  const called = emit(some);
  const calls = called.nodes.filter(({ op }) => op === 'PartitionedCall');
  assert.equal(
    calls.map(({ name, attributes: { f, Tin, Tout, ...rest } }) => [name, f, rest]),
    [
      ['said/lstm_1/lstm', { function: 'net_lstm' }, { _emoc: { string: 'lstm' }, _emoc_isReversed: { bool: true } }],
      [
        'said/dropout/keepMask',
        { function: 'net_keepMask' },
        { _emoc: { string: 'keepMask' }, _emoc_site: { int: 3 }, _emoc_keep: { float: 0.75 } },
      ],
    ],
  );
  assert.equal(
    called.inputs.map(({ name }) => name),
    ['x', 'kernel', 'bias', 'recurrent', 'run/seed', 'run/step'],
  );
  const inPlace = emit(some, 'inline');
  assert.not.ok(inPlace.nodes.some(({ op }) => op === 'PartitionedCall'));
  assert.ok(inPlace.nodes.some(({ name, op }) => op === 'While' && name === 'said/lstm_1/lstm/While'));
  assert.equal(
    inPlace.functions.map(({ name }) => name),
    ['net_lstm_condition', 'net_lstm_body'],
  );
});

test('functions that do the same are one', () => {
  const both = [0, 1].map((site) => g.call(keepMask, [], { site, keep: 0.5, shape: [4] }));
  const same = [false, false, true].map((isReversed, place) =>
    g.call(lstm, [field(`x${place}`, 'T', 'B', 3), parameter('k', 3, 16), parameter('b', 16), parameter(`r${place}`, 4, 16)], {
      isReversed,
    }),
  );
  const { functions } = emit(graph(Object.fromEntries([...both, ...same].map((value, place) => [`y${place}`, value]))));
  assert.equal(
    functions.map(({ name }) => name).filter((name) => !/condition|body/.test(name)),
    ['net_keepMask', 'net_keepMask_1', 'net_lstm', 'net_lstm_1'],
  );
});

test('sizes: bindings, where to read a symbol, and what a reshape leaves open', () => {
  assert.is(withBindings('2*B*T', { B: 3 }), '6*T');
  assert.is(withBindings('B*T', { B: 3, T: 5 }), 15);
  assert.is(withBindings('B', { T: 5 }), 'B');
  const inputs = [
    { result: 'a', shape: [3, '2*T'] },
    { result: 'b', shape: ['B', 'T'] },
  ];
  assert.equal(sourceOf('T', inputs), { input: 'b', axis: 1, times: 1 });
  assert.equal(sourceOf('T', inputs.slice(0, 1)), { input: 'a', axis: 1, times: 2 });
  assert.is(sourceOf('V', inputs), null);
  assert.equal(reshapeTarget(['B', 4]), [-1, 4]);
  assert.is(reshapeTarget(['B', 'T']), null);
  assert.is(reshapeTarget(['B', 0]), null);
});

test('a size that nothing tells, and an op that nobody defined, are bugs that say so', () => {
  assert.throws(() => emit(graph({ y: g.call(keepMask, [], { shape: ['B'] }) })), /no input tells the size B.*bug of emoc/);
  const odd = { ...relu, tensorflow: (...[, writer]: Parameters<typeof relu.tensorflow>) => writer.add('Squid', []) };
  assert.throws(() => emit(graph({ y: g.call(odd, [field('x', 3)]) })), /no TensorFlow op Squid.*bug of emoc/);
});

test.run();
