import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { sizeOf, tensor } from '../graph/tensor.ts';
import { broadcastShapes, mapPairs, sumTo } from './_broadcast.ts';

interface Unary {
  readonly name: string;
  readonly apply: (x: number) => number;
  /** Gradient of the input from that of the output; may read the input `x` and the output `y`. None: gradients stop here. */
  readonly gradient?: (g: Builder, dy: Value, x: Value, y: Value) => Value;
  /** ONNX operator of the same meaning. */
  readonly onnx: string;
  /** TensorFlow op of the same meaning. */
  readonly tensorflow: string;
}

/** A function of one `f32` value, element by element. */
export function defineUnary({ name, apply, gradient, onnx, tensorflow }: Unary): Op {
  return defineOp({
    name,
    attributes: {},
    shape: ([x]) => {
      if (x!.dtype !== 'f32') throw new ShapeError(name, `takes f32, not ${x!.dtype}`);
      return [{ dtype: 'f32', shape: x!.shape }];
    },
    ...(gradient === undefined
      ? {}
      : { gradient: ({ inputs, outputs, outputGradients: [dy], g }) => [gradient(g, dy!, inputs[0]!, outputs[0]!)] }),
    flops: (_, [y]) => sizeOf(y!),
    evaluate: ([x]) => {
      const data = new Float64Array(x!.data.length);
      for (let place = 0; place < data.length; place += 1) data[place] = apply(x!.data[place] as number);
      return [tensor(x!.shape, data)];
    },
    onnx: ({ inputs: [x] }, writer) => writer.elementWise(onnx, [writer.name(x!)], 'f32'),
    tensorflow: ({ inputs: [x] }, writer) => writer.add(tensorflow, [writer.name(x!)]),
  });
}

interface Binary {
  readonly name: string;
  readonly apply: (a: number, b: number) => number;
  /** Gradient of each operand at the shape of the result; the caller sums over what was broadcast. */
  readonly gradient: (g: Builder, dy: Value, a: Value, b: Value, y: Value) => { a: () => Value; b: () => Value };
  readonly onnx: string;
  readonly tensorflow: string;
}

/** A function of two `f32` values, element by element, broadcasting. */
export function defineBinary({ name, apply, gradient, onnx, tensorflow }: Binary): Op {
  return defineOp({
    name,
    attributes: {},
    shape: ([a, b]) => {
      if (a!.dtype !== 'f32' || b!.dtype !== 'f32') throw new ShapeError(name, `takes f32, not ${a!.dtype} and ${b!.dtype}`);
      return [{ dtype: 'f32', shape: broadcastShapes(name, a!.shape, b!.shape) }];
    },
    gradient: ({ inputs, outputs, outputGradients: [dy], wants, g }) => {
      const [a, b] = inputs as readonly [Value, Value];
      const rules = gradient(g, dy!, a, b, outputs[0]!);
      return [wants[0] ? sumTo(g, rules.a(), a) : null, wants[1] ? sumTo(g, rules.b(), b) : null];
    },
    flops: (_, [y]) => sizeOf(y!),
    evaluate: ([a, b]) => {
      const { shape, data } = mapPairs(a!, b!, apply);
      return [tensor(shape, data)];
    },
    onnx: ({ inputs: [a, b] }, writer) => writer.elementWise(onnx, [writer.name(a!), writer.name(b!)], 'f32'),
    tensorflow: ({ inputs: [a, b] }, writer) => writer.add(tensorflow, [writer.name(a!), writer.name(b!)]),
  });
}

interface Comparison {
  readonly name: string;
  readonly apply: (a: number, b: number) => boolean;
  readonly onnx: string;
  readonly tensorflow: string;
}

/** A question about two values of one dtype, element by element, broadcasting. The answer is `bool`; gradients stop here. */
export function defineComparison({ name, apply, onnx, tensorflow }: Comparison): Op {
  return defineOp({
    name,
    attributes: {},
    shape: ([a, b]) => {
      if (a!.dtype !== b!.dtype) throw new ShapeError(name, `compares values of one dtype, not ${a!.dtype} and ${b!.dtype}`);
      return [{ dtype: 'bool', shape: broadcastShapes(name, a!.shape, b!.shape) }];
    },
    flops: (_, [y]) => sizeOf(y!),
    evaluate: ([a, b]) => {
      const { shape, data } = mapPairs(a!, b!, (left, right) => (apply(left, right) ? 1 : 0));
      return [tensor(shape, Uint8Array.from(data))];
    },
    onnx: ({ inputs: [a, b] }, writer) => writer.elementWise(onnx, [writer.name(a!), writer.name(b!)], 'bool'),
    tensorflow: ({ inputs: [a, b] }, writer) => writer.add(tensorflow, [writer.name(a!), writer.name(b!)]),
  });
}
