import { type Dimension, isSameShape, printShape, product } from '../graph/dimension.ts';
import type { Node } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import { filled } from './_onnx.ts';
import { addProduct, type Direction, logistic, memoryBlocks, stepsOf, writeScan } from './_recurrence.ts';
import { joinLast, splitLast, writeRecurrence } from './_tensorflow-recurrence.ts';
import { lstmGradient } from './lstm-gradient.ts';

/**
 * An LSTM over whole sequences in one direction, from zero states (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
 *
 * Inputs: `x [T, B, D]`, its `kernel [D, 4H]` and `bias [4H]`, and the `recurrent` kernel [H, 4H]. Blocks of 4H are g, i, f, o:
 *
 *     g, i, f, o = x[t] kernel + bias + h[t-1] recurrent
 *     c[t] = sigmoid(f) c[t-1] + sigmoid(i) tanh(g)        h[t] = sigmoid(o) tanh(c[t])
 *
 * Outputs: the states `h [T, B, H]`, and a memory [T, B, 6H] for the backward pass, which carries no gradient: tanh(g), the three gates, what
 * was kept of the cell, sigmoid(f) c[t-1], and what is shown of it, tanh(c[t]).
 *
 * `isReversed` runs from the last step to the first. There is no mask here: who builds a padded sequence closes the input gates of padding (a
 * large negative summand), so that its cells stay 0 and the reverse direction starts at the last true step.
 */
export const lstm: Op<Direction> = defineOp<Direction>({
  name: 'lstm',
  attributes: { isReversed: false },
  shape: ([x, kernel, bias, recurrent]) => {
    const [steps, batch, width] = x!.shape;
    const [size, gates] = recurrent!.shape as readonly [Dimension, Dimension];
    if (x!.shape.length !== 3 || gates !== product([4, size]))
      throw new ShapeError('lstm', `${printShape(recurrent!.shape)} is no recurrent kernel for ${printShape(x!.shape)}`);
    if (!isSameShape(kernel!.shape, [width!, gates]) || !isSameShape(bias!.shape, [gates]))
      throw new ShapeError(
        'lstm',
        `${printShape(kernel!.shape)} and ${printShape(bias!.shape)} do not fit ${printShape(x!.shape)}`,
      );
    return [
      { dtype: 'f32', shape: [steps, batch, size] as Dimension[] },
      { dtype: 'f32', shape: [steps, batch, product([memoryBlocks, size])] as Dimension[] },
    ];
  },
  gradient: ({ inputs: [x, kernel, , recurrent], outputs, outputGradients: [dStates, dMemory], attributes, wants, g }) => {
    if (dMemory !== null) throw new Error('only states of an lstm carry gradients');
    const operands = [dStates!, x!, kernel!, recurrent!, ...outputs];
    const isInputWanted = wants[0] as boolean;
    const [dKernel, dBias, dRecurrent, dx] = g.callAll(lstmGradient, operands, { ...attributes, isInputWanted });
    return [dx ?? null, dKernel!, dBias!, dRecurrent!];
  },
  flops: ([x, , , recurrent]) => {
    const [steps, batch, width] = x as readonly [number, number, number];
    const size = recurrent![0] as number;
    return steps * batch * size * (8 * width + 4 + 8 * size + 13);
  },
  evaluate: ([x, kernel, bias, recurrent], { isReversed }) => {
    const [steps, batch, width] = x!.shape as readonly [number, number, number];
    const size = recurrent!.shape[0] as number;
    const [states, memory] = [floats([steps, batch, size]), floats([steps, batch, memoryBlocks * size])];
    const z = new Float64Array(4 * size);
    const cells = new Float64Array(batch * size);
    for (const [step, before] of stepsOf(steps, isReversed)) {
      for (let sample = 0; sample < batch; sample += 1) {
        const row = step * batch + sample;
        z.set(bias!.data as Float64Array);
        addProduct((x!.data as Float64Array).subarray(row * width, (row + 1) * width), kernel!.data as Float64Array, z);
        if (before !== null) {
          const last = (before * batch + sample) * size;
          addProduct(states.data.subarray(last, last + size), recurrent!.data as Float64Array, z);
        }
        for (let unit = 0; unit < size; unit += 1) {
          const candidate = Math.tanh(z[unit] as number);
          const input = logistic(z[size + unit] as number);
          const forget = logistic(z[2 * size + unit] as number);
          const output = logistic(z[3 * size + unit] as number);
          const kept = forget * (cells[sample * size + unit] as number);
          const cell = kept + input * candidate;
          const shown = Math.tanh(cell);
          cells[sample * size + unit] = cell;
          states.data[row * size + unit] = output * shown;
          for (const [block, value] of [candidate, input, forget, output, kept, shown].entries())
            memory.data[(row * memoryBlocks + block) * size + unit] = value;
        }
      }
    }
    return [states, memory];
  },
  onnx: (node, writer, { isReversed }) => writeOnnx(node, writer, isReversed),
  tensorflow: (node, writer, attributes) => writeTensorflow(node, writer, attributes),
});

/**
 * Samples last, [units, B]: the small operand of each step's product is then the one that ONNX Runtime lays out anew for its kernel, and not
 * the recurrent kernel; and cutting gates apart copies whole blocks. The bias is a column of the weights, and the input has a row of ones.
 */
function writeOnnx({ inputs }: Node, writer: OnnxWriter, isReversed: boolean): readonly string[] {
  const [x, kernel, bias, recurrent] = inputs.map((value) => writer.name(value)) as [string, string, string, string];
  const [steps, batch] = inputs[0]!.shape as readonly [Dimension, Dimension];
  const size = inputs[3]!.shape[0] as number;
  const apply = (type: string, ...operands: string[]): string => writer.add(type, operands)[0] as string;
  const [columns] = writer.add('Concat', [writer.transpose(x, [0, 2, 1]), filled(writer, 1, [steps, 1, batch])], { axis: 1 });
  const rows = [writer.transpose(kernel, [1, 0]), apply('Reshape', bias, writer.longs([4 * size, 1]))];
  // Joined behind the transposition: one right before a product is made part of it, and then done again for every step.
  const [weights] = writer.add('Concat', rows, { axis: 1 });
  const projected = apply('MatMul', weights!, columns!);
  const turned = writer.transpose(recurrent, [1, 0]);
  const zeros = filled(writer, 0, [size, batch]);
  const sequences = { initial: [zeros, zeros], scanned: [projected], isReversed };
  const [g, i, f, o, kept, shown] = writeScan(writer, sequences, (add, [h, c], [xw]) => {
    const [z] = add('Gemm', [turned, h!, xw!]);
    const parts = add('Split', [z!, writer.longs([size, size, size, size])], { axis: 0 }, 4);
    const [candidate] = add('Tanh', [parts[0]!]);
    const [input, forget, output] = parts.slice(1).map((part) => add('Sigmoid', [part])[0]);
    const [written] = add('Mul', [input!, candidate!]);
    const [left] = add('Mul', [forget!, c!]);
    const [cell] = add('Add', [left!, written!]);
    const [squashed] = add('Tanh', [cell!]);
    const [state] = add('Mul', [output!, squashed!]);
    return { next: [state!, cell!], stacked: [candidate!, input!, forget!, output!, left!, squashed!] };
  }) as [string, string, string, string, string, string];
  // States are carried on as well, and a loop cannot stack what it carries without a copy a step.
  const states = apply('Mul', o, shown);
  const memory = writer.join([g, i, f, o, kept, shown], new Array<number>(memoryBlocks).fill(size), 1);
  return [writer.transpose(states, [0, 2, 1]), writer.transpose(memory, [0, 2, 1])];
}

function writeTensorflow({ inputs }: Node, writer: TensorflowWriter, attributes: Direction): readonly string[] {
  const [x, kernel, bias, recurrent] = inputs.map((value) => writer.name(value)) as [string, string, string, string];
  const [steps, batch, width] = inputs[0]!.shape as readonly [Dimension, Dimension, Dimension];
  const size = inputs[3]!.shape[0] as number;
  const [flat] = writer.add('Reshape', [x, writer.shape([product([steps, batch]), width])]);
  const [products] = writer.add('MatMul', [flat!, kernel]);
  const [sum] = writer.add('BiasAdd', [products!, bias]);
  const [projected] = writer.add('Reshape', [sum!, writer.shape([steps, batch, 4 * size])]);
  const use = {
    inputs: [projected!, recurrent].map((name) => ({ name, dtype: 'f32' as const })),
    outputs: ['f32', 'f32'] as const,
    attributes,
  };
  return writer.composite('lstm', use, (whole, [sequence, weights]) => {
    const recurrence = {
      sequence: sequence!,
      sequenceWidth: 4 * size,
      stateWidths: [size, size],
      rowWidth: memoryBlocks * size,
      fixed: [weights!],
      isReversed: attributes.isReversed,
    };
    const memory = writeRecurrence(whole, recurrence, (body, [h, c], xw, [turned]) => {
      const apply = (op: string, ...operands: string[]): string => body.add(op, operands)[0] as string;
      const z = apply('AddV2', apply('MatMul', h!, turned!), xw);
      const [zg, zs] = splitLast(body, z, [size, 3 * size], 2) as [string, string];
      const [candidate, gates] = [apply('Tanh', zg), apply('Sigmoid', zs)];
      const [i, f, o] = splitLast(body, gates, [size, size, size], 2) as [string, string, string];
      const kept = apply('Mul', f, c!);
      const cell = apply('AddV2', apply('Mul', i, candidate), kept);
      const shown = apply('Tanh', cell);
      return { next: [apply('Mul', o, shown), cell], row: joinLast(body, [candidate, gates, kept, shown], 2) };
    });
    const blocks = splitLast(whole, memory, new Array<number>(memoryBlocks).fill(size), 3);
    return [whole.add('Mul', [blocks[3]!, blocks[5]!])[0] as string, memory];
  });
}
