import { type Dimension, isSameShape, printShape, product } from '../graph/dimension.ts';
import type { Node } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats, type Tensor } from '../graph/tensor.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import { filled, shifted } from './_onnx.ts';
import { addOuter, type Direction, memoryBlocks, stepsOf, writeScan } from './_recurrence.ts';
import { writeShifted } from './_tensorflow.ts';
import { joinLast, splitLast, writeRecurrence } from './_tensorflow-recurrence.ts';

type Backward = Direction & {
  /** Whether there is a fourth result, the gradient of `x`. */
  readonly isInputWanted: boolean;
};

/**
 * Backward pass of `lstm`: from the gradient `dStates [T, B, H]`, its inputs `x [T, B, D]`, `kernel [D, 4H]` and `recurrent [H, 4H]`, and its
 * outputs `states [T, B, H]` and `memory [T, B, 6H]`, the gradients of kernel, bias, recurrent kernel and, if wanted, of `x`.
 */
export const lstmGradient: Op<Backward> = defineOp<Backward>({
  name: 'lstmGradient',
  attributes: { isReversed: false, isInputWanted: false },
  shape: ([dStates, x, kernel, recurrent, states, memory], { isInputWanted }) => {
    const [steps, batch, size] = states!.shape as readonly [Dimension, Dimension, Dimension];
    const isFitting =
      isSameShape(dStates!.shape, states!.shape) &&
      isSameShape(x!.shape.slice(0, 2), [steps, batch]) &&
      isSameShape(memory!.shape, [steps, batch, product([memoryBlocks, size])]) &&
      isSameShape(recurrent!.shape, [size, product([4, size])]) &&
      isSameShape(kernel!.shape, [x!.shape[2]!, product([4, size])]);
    if (!isFitting)
      throw new ShapeError('lstmGradient', `${printShape(memory!.shape)} is no memory of ${printShape(dStates!.shape)}`);
    const shapes = [kernel!.shape, recurrent!.shape.slice(1), recurrent!.shape, ...(isInputWanted ? [x!.shape] : [])];
    return shapes.map((shape) => ({ dtype: 'f32', shape }));
  },
  flops: ([, x, , , states], _, { isInputWanted }) => {
    const [steps, batch, size] = states as readonly [number, number, number];
    const width = x![2] as number;
    return steps * batch * size * ((isInputWanted ? 16 : 8) * width + 4 + 16 * size + 20);
  },
  evaluate: ([dStates, x, kernel, recurrent, states, memory], { isReversed, isInputWanted }) => {
    const dz = projectedGradient(dStates!, recurrent!, memory!, isReversed);
    const [steps, batch, size] = states!.shape as readonly [number, number, number];
    const width = x!.shape[2] as number;
    const results = { kernel: floats(kernel!.shape), bias: floats([4 * size]), recurrent: floats(recurrent!.shape) };
    const dx = floats(x!.shape);
    for (const [step, before] of stepsOf(steps, isReversed)) {
      for (let sample = 0; sample < batch; sample += 1) {
        const row = step * batch + sample;
        const slopes = dz.subarray(4 * size * row, 4 * size * (row + 1));
        const rowOf = (tensor: Tensor, at: number, count: number): Float64Array =>
          (tensor.data as Float64Array).subarray(at * count, (at + 1) * count);
        addOuter(rowOf(x!, row, width), slopes, results.kernel.data);
        addOuter(new Float64Array([1]), slopes, results.bias.data);
        if (before !== null) addOuter(rowOf(states!, before * batch + sample, size), slopes, results.recurrent.data);
        for (let place = 0; place < width; place += 1)
          dx.data[row * width + place] = dot(slopes, rowOf(kernel!, place, 4 * size));
      }
    }
    return [results.kernel, results.bias, results.recurrent, ...(isInputWanted ? [dx] : [])];
  },
  onnx: (node, writer, attributes) => writeOnnx(node, writer, attributes),
  tensorflow: (node, writer, attributes) => writeTensorflow(node, writer, attributes),
});

function dot(one: Float64Array, other: Float64Array): number {
  let total = 0;
  for (let place = 0; place < one.length; place += 1) total += (one[place] as number) * (other[place] as number);
  return total;
}

/** The gradient by what goes into the gates, [T, B, 4H]. */
function projectedGradient(dStates: Tensor, recurrent: Tensor, memory: Tensor, isReversed: boolean): Float64Array {
  const [steps, batch, size] = dStates.shape as readonly [number, number, number];
  const dz = new Float64Array(steps * batch * 4 * size);
  const stateCarry = new Float64Array(batch * size);
  const cellCarry = new Float64Array(batch * size);
  for (const [step] of stepsOf(steps, isReversed).reverse()) {
    for (let sample = 0; sample < batch; sample += 1) {
      const row = step * batch + sample;
      for (let unit = 0; unit < size; unit += 1) {
        const carry = sample * size + unit;
        const block = (place: number): number => memory.data[(row * memoryBlocks + place) * size + unit] as number;
        const [g, i, f, o, kept, shown] = [block(0), block(1), block(2), block(3), block(4), block(5)];
        const dState = (dStates.data[row * size + unit] as number) + (stateCarry[carry] as number);
        const dCell = (cellCarry[carry] as number) + dState * o * (1 - shown * shown);
        const slopes = [dCell * i * (1 - g * g), dCell * g * i * (1 - i), dCell * kept * (1 - f), dState * shown * o * (1 - o)];
        for (const [place, slope] of slopes.entries()) dz[(4 * row + place) * size + unit] = slope;
        cellCarry[carry] = dCell * f;
      }
      const slopes = dz.subarray(4 * size * row, 4 * size * (row + 1));
      for (let unit = 0; unit < size; unit += 1) {
        const weights = (recurrent.data as Float64Array).subarray(4 * size * unit, 4 * size * (unit + 1));
        stateCarry[sample * size + unit] = dot(slopes, weights);
      }
    }
  }
  return dz;
}

/** Names of the blocks of a memory: tanh(g), the gates i, f and o, what was kept of the cell, and what is shown of it. */
type Memory = readonly [g: string, i: string, f: string, o: string, kept: string, shown: string];

/**
 * What no recurrence holds back, for every step at once: the factors that lead from a gradient of the state to the cell, and from gradients of
 * cell (g, i, f) and state (o) to the gates. Slopes of the gates, such as i (1 - i) g, are what a gate makes less its product with the gate.
 */
function factorsOf(
  apply: (op: string, ...operands: string[]) => string,
  [g, i, f, o, kept, shown]: Memory,
): { toCell: string; toGates: readonly string[] } {
  const lessProduct = (one: string, other: string): string => apply('Sub', one, apply('Mul', one, other));
  const [written, state] = [apply('Mul', i, g), apply('Mul', o, shown)];
  return {
    toCell: apply('Sub', o, apply('Mul', state, shown)),
    toGates: [apply('Sub', i, apply('Mul', written, g)), lessProduct(written, i), lessProduct(kept, f), lessProduct(state, o)],
  };
}

/** Samples last, as in `lstm`. The gradients of kernel, bias and recurrent kernel are one product. */
function writeOnnx({ inputs }: Node, writer: OnnxWriter, { isReversed, isInputWanted }: Backward): readonly string[] {
  const [dStates, x, kernel, recurrent, states, memory] = inputs.map((value) => writer.name(value)) as [
    ...[string, string, string],
    ...[string, string, string],
  ];
  const [steps, batch, width] = inputs[1]!.shape as readonly [Dimension, Dimension, number];
  const size = inputs[3]!.shape[0] as number;
  const apply = (type: string, ...operands: string[]): string => writer.add(type, operands)[0] as string;
  const blocks = new Array<number>(memoryBlocks).fill(size);
  const pieces = writer.cut(writer.transpose(memory, [0, 2, 1]), blocks, 1) as Memory;
  const forget = pieces[2];
  // Among them is h = o tanh(c), which `lstm` computes too; ONNX Runtime shares equal nodes.
  const { toCell, toGates } = factorsOf(apply, pieces);
  const [factors] = writer.add('Concat', toGates, { axis: 1 });
  const zeros = filled(writer, 0, [size, batch]);
  const scanned = [writer.transpose(dStates, [0, 2, 1]), toCell, factors!, forget];
  const sequences = { initial: [zeros, zeros], scanned, isReversed: !isReversed };
  const [dz] = writeScan(writer, sequences, (add, [stateCarry, cellCarry], [dState, q, p, kept]) => {
    const [state] = add('Add', [dState!, stateCarry!]);
    const [shownPart] = add('Mul', [state!, q!]);
    const [cell] = add('Add', [cellCarry!, shownPart!]);
    const [both] = add('Concat', [cell!, cell!, cell!, state!], { axis: 0 });
    const [row] = add('Mul', [both!, p!]);
    const [nextState] = add('Gemm', [recurrent, row!]);
    const [nextCell] = add('Mul', [cell!, kept!]);
    return { next: [nextState!, nextCell!], stacked: [row!] };
  }) as [string];
  const before = shifted(writer, states, inputs[4]!.shape, 0, isReversed ? -1 : 1);
  const [read] = writer.add('Concat', [x, filled(writer, 1, [steps, batch, 1]), before], { axis: 2 });
  const places = product([steps, batch]);
  const slopes = apply('Reshape', writer.transpose(dz, [1, 0, 2]), writer.shape([4 * size, places]));
  const gradients = apply('MatMul', slopes, apply('Reshape', read!, writer.shape([places, width + 1 + size])));
  const [dKernel, dBias, dRecurrent] = writer.cut(writer.transpose(gradients, [1, 0]), [width, 1, size], 0) as [
    ...[string, string, string],
  ];
  const results = [dKernel, apply('Reshape', dBias, writer.longs([4 * size])), dRecurrent];
  return isInputWanted ? [...results, writer.transpose(apply('MatMul', kernel, dz), [0, 2, 1])] : results;
}

function writeTensorflow({ inputs }: Node, writer: TensorflowWriter, attributes: Backward): readonly string[] {
  const [dStates, x, kernel, recurrent, states, memory] = inputs.map((value) => writer.name(value)) as [
    ...[string, string, string],
    ...[string, string, string],
  ];
  const [steps, batch, width] = inputs[1]!.shape as readonly [Dimension, Dimension, number];
  const size = inputs[3]!.shape[0] as number;
  const { isReversed, isInputWanted } = attributes;
  const use = {
    inputs: [dStates, memory, recurrent].map((name) => ({ name, dtype: 'f32' as const })),
    outputs: ['f32'] as const,
    attributes: { isReversed },
  };
  const [dz] = writer.composite('lstmGradient', use, (whole, [gradient, remembered, weights]) => {
    const apply = (op: string, ...operands: string[]): string => whole.add(op, operands)[0] as string;
    const pieces = splitLast(whole, remembered!, new Array<number>(memoryBlocks).fill(size), 3) as Memory;
    const { toCell, toGates } = factorsOf(apply, pieces);
    const recurrence = {
      sequence: joinLast(whole, [gradient!, toCell, ...toGates, pieces[2]], 3),
      sequenceWidth: 7 * size,
      stateWidths: [size, size],
      rowWidth: 4 * size,
      fixed: [weights!],
      isReversed: !isReversed,
    };
    const rows = writeRecurrence(whole, recurrence, (body, [stateCarry, cellCarry], step, [kernels]) => {
      const use = (op: string, ...operands: string[]): string => body.add(op, operands)[0] as string;
      const [dState, q, p, forget] = splitLast(body, step, [size, size, 4 * size, size], 2) as [string, string, string, string];
      const toState = use('AddV2', dState, stateCarry!);
      const cell = use('AddV2', cellCarry!, use('Mul', toState, q));
      const row = use('Mul', joinLast(body, [cell, cell, cell, toState], 2), p);
      const [nextState] = body.add('MatMul', [row, kernels!], { transpose_b: { bool: true } });
      return { next: [nextState!, use('Mul', cell, forget)], row };
    });
    return [rows];
  });
  const flat = (name: string, columns: number): string =>
    writer.add('Reshape', [name, writer.shape([product([steps, batch]), columns])])[0] as string;
  const slopes = flat(dz!, 4 * size);
  const by = (rows: string): string => writer.add('MatMul', [rows, slopes], { transpose_a: { bool: true } })[0] as string;
  const before = writeShifted(writer, states, 3, 0, isReversed ? -1 : 1);
  const [dBias] = writer.add('Sum', [slopes, writer.integers([0])], { keep_dims: { bool: false } });
  const results = [by(flat(x, width)), dBias!, by(flat(before, size))];
  if (!isInputWanted) return results;
  const [dx] = writer.add('MatMul', [slopes, kernel], { transpose_b: { bool: true } });
  return [...results, writer.add('Reshape', [dx!, writer.shape([steps, batch, width])])[0] as string];
}
