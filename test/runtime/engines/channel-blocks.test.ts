import * as runtime from 'onnxruntime-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emitOnnx } from '../../../src/compiler/emit/onnx/emit-onnx.ts';
import { decodeModel } from '../../../src/compiler/emit/onnx/onnx-schema.ts';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import type { Dimension } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../src/compiler/graph/graph.ts';
import type { Tensor } from '../../../src/compiler/graph/tensor.ts';
import type { Convolution } from '../../../src/compiler/ops/_convolution.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { cast } from '../../../src/compiler/ops/cast.ts';
import { constant } from '../../../src/compiler/ops/constant.ts';
import { conv2d } from '../../../src/compiler/ops/conv-2d.ts';
import { greater } from '../../../src/compiler/ops/greater.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { logicalNot } from '../../../src/compiler/ops/logical-not.ts';
import { maxPool2d } from '../../../src/compiler/ops/max-pool-2d.ts';
import { maximum } from '../../../src/compiler/ops/maximum.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { relu } from '../../../src/compiler/ops/relu.ts';
import { tanh } from '../../../src/compiler/ops/tanh.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { findChannelBlock } from '../../../src/runtime/engines/cpu/channel-block.ts';
import { type CaseInput, caseBindings, cases } from '../../compiler/ops/_cases.ts';
import { numbersFor } from '../../compiler/ops/_harness.ts';
import { runOnnx } from './_onnx.ts';
import { compare, opSuite } from './_op-suite.ts';

const found = await findChannelBlock(runtime);
if (found === null) console.log('skipped: ONNX Runtime has no convolutions on blocks of channels for this processor');
const check = found === null ? test.skip : test;
/** Channels of a block; the skipped tests are still built. */
const block = found ?? 16;

/** A net under construction: what it reads, with numbers, and what it gives. */
class Net {
  readonly g = new Builder();
  readonly tensors = new Map<string, Tensor>();
  readonly #inputs: Value[] = [];

  read(shape: readonly Dimension[], holds: CaseInput['holds'] = 'any'): Value {
    const name = `x${this.#inputs.length}`;
    this.tensors.set(name, numbersFor({ shape, holds }, this.#inputs.length));
    const value = this.g.call(input, [], { name, shape });
    this.#inputs.push(value);
    return value;
  }

  conv(
    x: Value,
    kernels: number,
    window: readonly number[],
    geometry: Partial<Convolution> = {},
    holds?: CaseInput['holds'],
  ): Value {
    const [kernel, bias] = [this.read([kernels, x.shape[1] as number, ...window], holds), this.read([kernels], holds)];
    return this.g.call(conv2d, [x, kernel, bias], { ...conv2d.attributes, ...geometry });
  }

  /** The results, and the gradients of everything read by a random weighting of them. */
  graph(results: readonly Value[]): Graph {
    const parts = results.map((value, place) => {
      const name = `weight${place}`;
      this.tensors.set(name, numbersFor({ shape: value.shape, holds: 'any' }, 100 + place));
      const weighted = this.g.call(multiply, [value, this.g.call(input, [], { name, shape: value.shape })]);
      return this.g.call(reduceSum, [weighted], { axes: value.shape.map((_, axis) => axis) });
    });
    const loss = parts.reduce((total, part) => this.g.call(add, [total, part]));
    const { dense } = differentiate(loss, this.#inputs);
    const gradients = [...dense].map(([x, dx]): [string, Value] => [`gradient/${x.node.attributes.name}`, dx]);
    return graphOf(new Map([...results.map((value, place): [string, Value] => [`y${place}`, value]), ...gradients]));
  }
}

const same = { pads: [1, 1, 1, 1] };

/** A net and what is read of it. */
type Build = (net: Net) => readonly Value[];

const nets: Readonly<Record<string, Build>> = {
  'an image of three channels, pooled, through two layers': (net) => {
    const first = net.conv(net.read(['B', 3, 8, 8]), 2 * block, [3, 3], same);
    const pooled = net.g.call(relu, [net.g.call(maxPool2d, [first])]);
    return [net.g.call(relu, [net.g.call(maxPool2d, [net.conv(pooled, block, [3, 3], same)])])];
  },
  'every stage is read': (net) => {
    const first = net.conv(net.read(['B', block, 4, 4]), block, [3, 3], same);
    const bent = net.g.call(tanh, [first]);
    const pooled = net.g.call(maxPool2d, [bent]);
    return [first, bent, pooled, net.conv(pooled, 2 * block, [2, 2])];
  },
  'strides, padding on some sides, dilation, one place': (net) => {
    const strided = net.conv(net.read(['B', block, 7, 6]), block, [3, 2], { strides: [2, 2], pads: [1, 0, 0, 1] });
    const dilated = net.conv(strided, 2 * block, [2, 2], { dilations: [2, 1], pads: [1, 1, 1, 0] });
    return [net.conv(dilated, block, [1, 1])];
  },
  'padding as wide as the window, and wider': (net) => {
    const wide = net.conv(net.read(['B', block, 3, 3]), block, [2, 2], { pads: [2, 2, 2, 2] });
    return [net.conv(wide, block, [2, 2], { pads: [3, 0, 1, 3] })];
  },
  'equal numbers in a window: the first in reading order is the maximum': (net) => [
    net.g.call(maxPool2d, [net.conv(net.read(['B', 2, 6, 6], 'tied'), block, [1, 1], {}, 'tied')]),
  ],
  'windows of three rows and two columns': (net) => [
    net.g.call(maxPool2d, [net.conv(net.read(['B', 2, 6, 4], 'tied'), block, [3, 3], same, 'tied')], {
      kernel: [3, 2],
      strides: [3, 2],
    }),
  ],
  'windows of one row': (net) => [
    net.g.call(maxPool2d, [net.conv(net.read(['B', 2, 2, 6], 'tied'), block, [1, 3], {}, 'tied')], {
      kernel: [1, 2],
      strides: [1, 2],
    }),
  ],
  'windows that overlap': (net) => [
    net.g.call(maxPool2d, [net.conv(net.read(['B', 2, 6, 6]), block, [3, 3], same)], { kernel: [3, 3], strides: [2, 1] }),
  ],
  'a rest that fills no window': (net) => [net.g.call(maxPool2d, [net.conv(net.read(['B', 2, 5, 7]), block, [3, 3], same)])],
  'fewer kernels than a block': (net) => [net.conv(net.conv(net.read(['B', block, 4, 4]), block, [3, 3], same), 3, [3, 3], same)],
  'a number of channels that no blocks make up': (net) => [
    net.conv(net.conv(net.read(['B', block + 1, 4, 4]), block + 2, [3, 3], same), block, [3, 3], same),
  ],
  'over time': (net) => {
    const first = net.conv(net.read(['B', block, 1, 'T']), block, [1, 3], { pads: [0, 1, 0, 1] });
    return [net.conv(net.g.call(relu, [first]), block, [1, 2], { pads: [0, 1, 0, 0] })];
  },
  'two images of one shape, and numbers': (net) => {
    const x = net.read(['B', 3, 4, 4]);
    const [one, other] = [net.conv(x, block, [3, 3], same), net.conv(x, block, [3, 3], same)];
    const larger = net.g.call(maximum, [one, net.g.call(multiply, [other, net.read([])])]);
    return [net.g.call(add, [larger, net.g.call(constant, [], { values: [0.5], shape: [] })])];
  },
  'two images of different sizes': (net) => {
    const x = net.read(['B', block, 3, 3]);
    return [net.g.call(add, [net.conv(x, block, [3, 3]), net.conv(x, block, [2, 2])])];
  },
  'a comparison, read in blocks and outside': (net) => {
    const x = net.read(['B', 3, 4, 4]);
    const [one, other] = [net.conv(x, block, [3, 3], same), net.conv(x, block, [3, 3], same)];
    const isLarger = net.g.call(greater, [one, other]);
    const inside = net.g.call(multiply, [one, net.g.call(cast, [isLarger], { to: 'f32' })]);
    return [inside, net.g.call(cast, [net.g.call(logicalNot, [isLarger])], { to: 'f32' })];
  },
  'sums over the places of a channel': (net) => {
    const y = net.conv(net.read(['B', 3, 4, 5]), 2 * block, [3, 3], same);
    return [
      net.g.call(reduceSum, [y], { axes: [0, 2, 3] }),
      net.g.call(reduceSum, [y], { axes: [3, 0, 2], keepDimensions: true }),
      net.g.call(reduceSum, [y], { axes: [2, 3] }),
    ];
  },
};

for (const [name, build] of Object.entries(nets)) {
  for (const threads of [1, 2]) {
    check(`in blocks of channels, ${threads} threads: ${name}`, async () => {
      const net = new Net();
      const graph = net.graph(build(net));
      const run = (each: Graph, tensors: ReadonlyMap<string, Tensor>) =>
        runOnnx(each, tensors, caseBindings, { threads, channelBlock: block });
      await compare(run, graph, net.tensors, caseBindings);
    });
  }
}

if (found !== null) {
  const images = cases.filter(({ op }) => op.name.startsWith('conv2d') || op.name.startsWith('maxPool2d'));
  opSuite(
    'in blocks of channels',
    (graph, tensors, bindings) => runOnnx(graph, tensors, bindings, { channelBlock: found }),
    images,
  );
}

interface NodeMessage {
  readonly op_type: string;
  readonly domain?: string;
}

const nodesOf = (channelBlock: number | null): readonly NodeMessage[] => {
  const net = new Net();
  const pooled = net.g.call(relu, [net.g.call(maxPool2d, [net.conv(net.read(['B', block, 8, 8]), block, [3, 3], same)])]);
  const graph = graphOf(new Map([['y', net.conv(pooled, block, [3, 3], same)]]));
  const message = decodeModel(emitOnnx(graph, 'net', { channelBlock }).model) as {
    readonly graph: { readonly node: readonly NodeMessage[] };
  };
  return message.graph.node;
};

const countOf = (nodes: readonly NodeMessage[], type: string): number => nodes.filter(({ op_type }) => op_type === type).length;

test('between layers an image stays in blocks', () => {
  const nodes = nodesOf(16);
  assert.is(countOf(nodes, 'ReorderInput'), 1);
  assert.is(countOf(nodes, 'ReorderOutput'), 1);
  assert.is(countOf(nodes, 'Conv'), 2);
});

test('nothing is in blocks where nobody said how large they are', () => {
  const nodes = nodesOf(null);
  assert.is(countOf(nodes, 'Conv'), 2);
  assert.ok(nodes.every(({ domain }) => domain === undefined || !domain.endsWith('nchwc')));
});

test('a runtime that knows no such operators has no blocks', async () => {
  const create = () => Promise.reject(new Error('com.microsoft.nchwc is no domain'));
  assert.is(await findChannelBlock({ ...runtime, InferenceSession: { create } } as unknown as typeof runtime), null);
});

test.run();
