import { type Dimension, isSameShape, printShape, product } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { filled } from './_onnx.ts';
import { addProduct, type Direction, logistic, stepsOf, writeScan } from './_recurrence.ts';
import { joinLast, splitLast, writeRecurrence } from './_tensorflow-recurrence.ts';
import { lstmGradient } from './lstm-gradient.ts';
import { matMul } from './mat-mul.ts';
import { reshape } from './reshape.ts';
import { shift } from './shift.ts';

/**
 * The recurrence of an LSTM over whole sequences (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), from zero states.
 *
 * Inputs: `projected [T, B, 4H]`, which is `x W + b` of every step at once, and the recurrent `kernel [H, 4H]`. Blocks of the last axis are
 * g, i, f, o. Outputs: states `h [T, B, H]`, cells `c [T, B, H]`, candidates `tanh g [T, B, H]` and gates `sigmoid(i, f, o) [T, B, 3H]`; only
 * the states carry gradients, the others are what the backward pass reads.
 *
 *     c[t] = f c[t-1] + i g        h[t] = o tanh(c[t])
 *
 * `isReversed` runs from the last step to the first. There is no mask here: who builds a padded sequence closes the input and output gates
 * of padding (a large negative projection), so that its cells stay 0 and the reverse direction starts at the last true step.
 */
export const lstm: Op<Direction> = defineOp<Direction>({
  name: 'lstm',
  attributes: { isReversed: false },
  shape: ([projected, kernel]) => {
    const [steps, batch, width] = projected!.shape;
    const size = kernel!.shape[0] as Dimension;
    if (projected!.shape.length !== 3 || !isSameShape(kernel!.shape, [size, width!]) || width !== product([4, size]))
      throw new ShapeError('lstm', `${printShape(kernel!.shape)} is no recurrent kernel for ${printShape(projected!.shape)}`);
    const state = { dtype: 'f32', shape: [steps, batch, size] as Dimension[] } as const;
    return [state, state, state, { dtype: 'f32', shape: [steps, batch, product([3, size])] as Dimension[] }];
  },
  gradient: ({ inputs, outputs, outputGradients, attributes, wants, g }) => {
    const [projected, kernel] = inputs as readonly [Value, Value];
    const [states, cells, candidates, gates] = outputs as readonly [Value, Value, Value, Value];
    if (outputGradients.slice(1).some((gradient) => gradient !== null)) throw new Error('only states of an lstm carry gradients');
    const dz = g.call(lstmGradient, [outputGradients[0]!, cells, candidates, gates, kernel], attributes);
    if (!wants[1]) return [dz, null];
    const rows = product(projected.shape.slice(0, 2));
    const before = g.call(shift, [states], { axis: 0, by: attributes.isReversed ? -1 : 1 });
    const flat = (value: Value): Value => g.call(reshape, [value], { shape: [rows, value.shape[2] as Dimension] });
    return [dz, g.call(matMul, [flat(before), flat(dz)], { transposeA: true })];
  },
  flops: ([projected, kernel]) => {
    const [steps, batch] = projected as readonly [number, number];
    const size = kernel![0] as number;
    return steps * batch * size * (8 * size + 13);
  },
  evaluate: ([projected, kernel], { isReversed }) => {
    const [steps, batch] = projected!.shape as readonly [number, number];
    const size = kernel!.shape[0] as number;
    const outputs = [floats([steps, batch, size]), floats([steps, batch, size]), floats([steps, batch, size])] as const;
    const [states, cells, candidates] = [outputs[0].data, outputs[1].data, outputs[2].data];
    const gates = floats([steps, batch, 3 * size]);
    const z = new Float64Array(4 * size);
    const nothing = new Float64Array(size);
    for (const [step, before] of stepsOf(steps, isReversed)) {
      for (let sample = 0; sample < batch; sample += 1) {
        const row = (step * batch + sample) * size;
        const last = before === null ? null : (before * batch + sample) * size;
        z.set((projected!.data as Float64Array).subarray(4 * row, 4 * (row + size)));
        if (last !== null) addProduct(states.subarray(last, last + size), kernel!.data as Float64Array, z);
        const cellsBefore = last === null ? nothing : cells.subarray(last, last + size);
        for (let unit = 0; unit < size; unit += 1) {
          const candidate = Math.tanh(z[unit] as number);
          const input = logistic(z[size + unit] as number);
          const forget = logistic(z[2 * size + unit] as number);
          const output = logistic(z[3 * size + unit] as number);
          const cell = input * candidate + forget * (cellsBefore[unit] as number);
          candidates[row + unit] = candidate;
          cells[row + unit] = cell;
          states[row + unit] = output * Math.tanh(cell);
          gates.data[3 * row + unit] = input;
          gates.data[3 * row + size + unit] = forget;
          gates.data[3 * row + 2 * size + unit] = output;
        }
      }
    }
    return [...outputs, gates];
  },
  onnx: ({ inputs: [projected, kernel] }, writer, { isReversed }) => {
    const size = kernel!.shape[0] as number;
    const zeros = filled(writer, 0, [projected!.shape[1]!, size]);
    const sequences = { initial: [zeros, zeros], scanned: [writer.name(projected!)], isReversed };
    return writeScan(writer, sequences, (add, [h, c], [xw]) => {
      const [z] = add('Gemm', [h!, writer.name(kernel!), xw!]);
      const [zg, zs] = add('Split', [z!, writer.longs([size, 3 * size])], { axis: 1 }, 2);
      const [g] = add('Tanh', [zg!]);
      const [gates] = add('Sigmoid', [zs!]);
      const [i, f, o] = add('Split', [gates!, writer.longs([size, size, size])], { axis: 1 }, 3);
      const [written] = add('Mul', [i!, g!]);
      const [kept] = add('Mul', [f!, c!]);
      const [cell] = add('Add', [kept!, written!]);
      const [shown] = add('Tanh', [cell!]);
      const [state] = add('Mul', [o!, shown!]);
      return { next: [state!, cell!], stacked: [state!, cell!, g!, gates!] };
    });
  },
  tensorflow: ({ inputs }, writer, attributes) => {
    const size = inputs[1]!.shape[0] as number;
    const use = {
      inputs: inputs.map((value) => ({ name: writer.name(value), dtype: 'f32' as const })),
      outputs: ['f32', 'f32', 'f32', 'f32'] as const,
      attributes,
    };
    return writer.composite('lstm', use, (whole, [projected, kernel]) => {
      const recurrence = {
        sequence: projected!,
        sequenceWidth: 4 * size,
        stateWidths: [size, size],
        rowWidth: 6 * size,
        fixed: [kernel!],
        isReversed: attributes.isReversed,
      };
      const rows = writeRecurrence(whole, recurrence, (body, [h, c], xw, [weights]) => {
        const apply = (op: string, ...operands: string[]): string => body.add(op, operands)[0] as string;
        const z = apply('AddV2', apply('MatMul', h!, weights!), xw);
        const [zg, zs] = splitLast(body, z, [size, 3 * size], 2) as [string, string];
        const [candidate, gates] = [apply('Tanh', zg), apply('Sigmoid', zs)];
        const [i, f, o] = splitLast(body, gates, [size, size, size], 2) as [string, string, string];
        const cell = apply('AddV2', apply('Mul', i, candidate), apply('Mul', f, c!));
        const state = apply('Mul', o, apply('Tanh', cell));
        return { next: [state, cell], row: joinLast(body, [state, cell, candidate, gates], 2) };
      });
      return splitLast(whole, rows, [size, size, size, 3 * size], 3);
    });
  },
});
