import { type Dimension, printShape, product } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { filled, shifted } from './_onnx.ts';
import { type Direction, stepsOf, writeScan } from './_recurrence.ts';
import { writeShifted } from './_tensorflow.ts';
import { joinLast, splitLast, writeRecurrence } from './_tensorflow-recurrence.ts';

/**
 * Backward pass of `lstm`: from the gradient `dh [T, B, H]` of its states, its cells, candidates and gates, and the recurrent kernel [H, 4H],
 * the gradient of the projected inputs, `[T, B, 4H]`. The kernel's own gradient is then one product.
 */
export const lstmGradient: Op<Direction> = defineOp<Direction>({
  name: 'lstmGradient',
  attributes: { isReversed: false },
  shape: ([dh, cells, , gates, kernel]) => {
    const [steps, batch, size] = dh!.shape;
    if (gates!.shape[2] !== product([3, size!]) || kernel!.shape[0] !== size || cells!.shape[2] !== size)
      throw new ShapeError('lstmGradient', `${printShape(gates!.shape)} are no gates for ${printShape(dh!.shape)}`);
    return [{ dtype: 'f32', shape: [steps, batch, product([4, size!])] as Dimension[] }];
  },
  flops: ([dh]) => {
    const [steps, batch, size] = dh as readonly [number, number, number];
    return steps * batch * size * (8 * size + 30);
  },
  evaluate: ([dh, cells, candidates, gates, kernel], { isReversed }) => {
    const [steps, batch, size] = dh!.shape as readonly [number, number, number];
    const dz = floats([steps, batch, 4 * size]);
    const stateCarry = new Float64Array(batch * size);
    const cellCarry = new Float64Array(batch * size);
    for (const [step, before] of stepsOf(steps, isReversed).reverse()) {
      for (let sample = 0; sample < batch; sample += 1) {
        const row = (step * batch + sample) * size;
        const last = before === null ? null : (before * batch + sample) * size;
        for (let unit = 0; unit < size; unit += 1) {
          const carry = sample * size + unit;
          const g = candidates!.data[row + unit] as number;
          const i = gates!.data[3 * row + unit] as number;
          const f = gates!.data[3 * row + size + unit] as number;
          const o = gates!.data[3 * row + 2 * size + unit] as number;
          const shown = Math.tanh(cells!.data[row + unit] as number);
          const dState = (dh!.data[row + unit] as number) + (stateCarry[carry] as number);
          const dCell = (cellCarry[carry] as number) + dState * o * (1 - shown * shown);
          dz.data[4 * row + unit] = dCell * i * (1 - g * g);
          dz.data[4 * row + size + unit] = dCell * g * i * (1 - i);
          dz.data[4 * row + 2 * size + unit] = last === null ? 0 : dCell * (cells!.data[last + unit] as number) * f * (1 - f);
          dz.data[4 * row + 3 * size + unit] = dState * shown * o * (1 - o);
          cellCarry[carry] = dCell * f;
        }
        for (let unit = 0; unit < size; unit += 1) {
          let total = 0;
          for (let place = 0; place < 4 * size; place += 1)
            total += (dz.data[4 * row + place] as number) * (kernel!.data[unit * 4 * size + place] as number);
          stateCarry[sample * size + unit] = total;
        }
      }
    }
    return [dz];
  },
  // All factors that no recurrence holds back are computed for every step at once; seven small nodes a step remain.
  onnx: ({ inputs }, writer, { isReversed }) => {
    const [dh, cells, candidates, gates, kernel] = inputs.map((value) => writer.name(value)) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const cellShape = inputs[1]!.shape;
    const size = cellShape[2] as number;
    const one = writer.floats([1], []);
    const thirds = writer.longs([size, size, size]);
    const apply = (type: string, ...operands: string[]): string => writer.add(type, operands)[0] as string;
    const before = shifted(writer, cells, cellShape, 0, isReversed ? -1 : 1);
    const shown = apply('Tanh', cells);
    const slopes = apply('Sub', gates, apply('Mul', gates, gates));
    const [i, f, o] = writer.add('Split', [gates, thirds], { axis: 2 }, { outputs: 3 }) as [string, string, string];
    const [di, df, dOut] = writer.add('Split', [slopes, thirds], { axis: 2 }, { outputs: 3 }) as [string, string, string];
    const toCell = apply('Mul', o, apply('Sub', one, apply('Mul', shown, shown)));
    const factors = [
      apply('Mul', i, apply('Sub', one, apply('Mul', candidates, candidates))),
      apply('Mul', candidates, di),
      apply('Mul', before, df),
      apply('Mul', shown, dOut),
    ];
    const [toGates] = writer.add('Concat', factors, { axis: 2 });
    const zeros = filled(writer, 0, cellShape.slice(1));
    const sequences = { initial: [zeros, zeros], scanned: [dh, toCell, toGates!, f], isReversed: !isReversed };
    return writeScan(writer, sequences, (add, [stateCarry, cellCarry], [dState, q, p, forget]) => {
      const [state] = add('Add', [dState!, stateCarry!]);
      const [shownPart] = add('Mul', [state!, q!]);
      const [cell] = add('Add', [cellCarry!, shownPart!]);
      const [both] = add('Concat', [cell!, cell!, cell!, state!], { axis: 1 });
      const [dz] = add('Mul', [both!, p!]);
      const [nextState] = add('Gemm', [dz!, kernel], { transB: 1 });
      const [nextCell] = add('Mul', [cell!, forget!]);
      return { next: [nextState!, nextCell!], stacked: [dz!] };
    });
  },
  // As in ONNX: what no recurrence holds back is computed for every step at once.
  tensorflow: ({ inputs }, writer, attributes) => {
    const size = inputs[1]!.shape[2] as number;
    const use = {
      inputs: inputs.map((value) => ({ name: writer.name(value), dtype: 'f32' as const })),
      outputs: ['f32'] as const,
      attributes,
    };
    return writer.composite('lstmGradient', use, (whole, [dh, cells, candidates, gates, kernel]) => {
      const apply = (op: string, ...operands: string[]): string => whole.add(op, operands)[0] as string;
      const one = whole.floats([1], []);
      const thirds = [size, size, size];
      const before = writeShifted(whole, cells!, 3, 0, attributes.isReversed ? -1 : 1);
      const shown = apply('Tanh', cells!);
      const slopes = apply('Sub', gates!, apply('Mul', gates!, gates!));
      const [i, f, o] = splitLast(whole, gates!, thirds, 3) as [string, string, string];
      const [di, df, dOut] = splitLast(whole, slopes, thirds, 3) as [string, string, string];
      const toCell = apply('Mul', o, apply('Sub', one, apply('Mul', shown, shown)));
      const factors = [
        apply('Mul', i, apply('Sub', one, apply('Mul', candidates!, candidates!))),
        apply('Mul', candidates!, di),
        apply('Mul', before, df),
        apply('Mul', shown, dOut),
      ];
      const recurrence = {
        sequence: joinLast(whole, [dh!, toCell, ...factors, f], 3),
        sequenceWidth: 7 * size,
        stateWidths: [size, size],
        rowWidth: 4 * size,
        fixed: [kernel!],
        isReversed: !attributes.isReversed,
      };
      const dz = writeRecurrence(whole, recurrence, (body, [stateCarry, cellCarry], step, [weights]) => {
        const use = (op: string, ...operands: string[]): string => body.add(op, operands)[0] as string;
        const [dState, q, p, forget] = splitLast(body, step, [size, size, 4 * size, size], 2) as [string, string, string, string];
        const state = use('AddV2', dState, stateCarry!);
        const cell = use('AddV2', cellCarry!, use('Mul', state, q));
        const row = use('Mul', joinLast(body, [cell, cell, cell, state], 2), p);
        const [nextState] = body.add('MatMul', [row, weights!], { transpose_b: { bool: true } });
        return { next: [nextState!, use('Mul', cell, forget)], row };
      });
      return [dz];
    });
  },
});
