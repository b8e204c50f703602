import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';

interface Recurrence {
  /** What the body reads at each step: one sequence [T, B, W]. */
  readonly sequence: string;
  readonly sequenceWidth: number;
  /** Widths of the states [B, W], which start as zeros, and of the row that a step makes. */
  readonly stateWidths: readonly number[];
  readonly rowWidth: number;
  /** What the body reads besides; the same at every step. */
  readonly fixed: readonly string[];
  readonly isReversed: boolean;
}

/**
 * Writes a loop over the steps of a sequence. The body gets the states and one step of the sequence, and says the next states and a row
 * [B, W]. Returns the rows as a sequence [T, B, W], each at the place of its step.
 *
 * One list is read and one is written: who needs several sequences puts them side by side, which costs less than more lists.
 */
export function writeRecurrence(
  writer: TensorflowWriter,
  { sequence, sequenceWidth, stateWidths, rowWidth, fixed, isReversed }: Recurrence,
  write: (
    body: TensorflowWriter,
    states: readonly string[],
    step: string,
    fixed: readonly string[],
  ) => { readonly next: readonly string[]; readonly row: string },
): string {
  const [sizes] = writer.add('Shape', [sequence]);
  const sizeAt = (axis: number): string => {
    const bounds = [writer.integers([axis]), writer.integers([axis + 1]), writer.integers([1])];
    return writer.add('StridedSlice', [sizes!, ...bounds], { shrink_axis_mask: { int: 1 } })[0] as string;
  };
  const [count, batch] = [sizeAt(0), sizeAt(1)];
  const one = writer.integers([1], []);
  const first = isReversed ? (writer.add('Sub', [count, one])[0] as string) : writer.integers([0], []);
  const element = (width: number): string => writer.integers([-1, width]);
  const [steps] = writer.add('TensorListFromTensor', [sequence, element(sequenceWidth)]);
  const [rows] = writer.add('TensorListReserve', [element(rowWidth), count], { element_dtype: { type: 'f32' } });
  // The last row is a state that nobody reads: tfjs frees what a step writes to a list, unless the step hands it on as well.
  const zeros = [rowWidth, ...stateWidths].map((width) => {
    const [shape] = writer.add('Pack', [batch, writer.integers([width], [])], { axis: { int: 0 } });
    return writer.add('Fill', [shape!, writer.floats([0], [])])[0] as string;
  });
  const state = [
    { name: first, dtype: 'i32' },
    { name: count, dtype: 'i32' },
    { name: steps as string, dtype: 'variant' },
    { name: rows as string, dtype: 'variant' },
    ...[...zeros, ...fixed].map((name) => ({ name, dtype: 'f32' }) as const),
  ] as const;
  const results = writer.loop(
    state,
    (condition, [step, whole]) =>
      isReversed
        ? (condition.add('GreaterEqual', [step!, condition.integers([0], [])])[0] as string)
        : (condition.add('Less', [step!, whole!])[0] as string),
    (body, [step, whole, list, written, , ...others]) => {
      const states = others.slice(0, stateWidths.length);
      const kept = others.slice(stateWidths.length);
      const [now] = body.add('TensorListGetItem', [list!, step!, body.integers([-1, sequenceWidth])], {
        element_dtype: { type: 'f32' },
      });
      const { next, row } = write(body, states, now!, kept);
      const [nextWritten] = body.add('TensorListSetItem', [written!, step!, row]);
      const [nextStep] = body.add(isReversed ? 'Sub' : 'AddV2', [step!, body.integers([1], [])]);
      return [nextStep!, whole!, list!, nextWritten!, row, ...next, ...kept];
    },
  );
  const [stacked] = writer.add('TensorListStack', [results[3]!, element(rowWidth)], { element_dtype: { type: 'f32' } });
  return stacked as string;
}

/** Cuts the last axis of a value of `rank` axes into pieces of the given widths. */
export const splitLast = (writer: TensorflowWriter, name: string, widths: readonly number[], rank: number): readonly string[] =>
  writer.add(
    'SplitV',
    [name, writer.integers(widths), writer.integers([rank - 1], [])],
    { num_split: { int: widths.length } },
    { outputs: widths.length },
  );

/** Puts values of `rank` axes side by side along the last one. */
export const joinLast = (writer: TensorflowWriter, names: readonly string[], rank: number): string =>
  writer.add('ConcatV2', [...names, writer.integers([rank - 1], [])])[0] as string;
