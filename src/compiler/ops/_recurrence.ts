import type { OnnxAttribute, OnnxNode, OnnxWriter } from '../graph/onnx-writer.ts';

/** Whether a recurrence runs from the last step to the first. */
export type Direction = { readonly isReversed: boolean };

/** The steps in running order, each with the step before it; `null` for the first. */
export function stepsOf(count: number, isReversed: boolean): [step: number, before: number | null][] {
  const order = Array.from({ length: count }, (_, place) => (isReversed ? count - 1 - place : place));
  return order.map((step, place) => [step, order[place - 1] ?? null]);
}

/** Blocks [B, H] of what an LSTM remembers of a step for its backward pass. */
export const memoryBlocks = 6;

export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** `target += row matrix` for a matrix as wide as the target. */
export function addProduct(row: Float64Array, matrix: Float64Array, target: Float64Array): void {
  const width = target.length;
  for (let inner = 0; inner < row.length; inner += 1) {
    const factor = row[inner] as number;
    const start = inner * width;
    for (let place = 0; place < width; place += 1)
      target[place] = (target[place] as number) + factor * (matrix[start + place] as number);
  }
}

/** `target += column row`, as wide as the row. */
export function addOuter(column: Float64Array, row: Float64Array, target: Float64Array): void {
  for (let place = 0; place < column.length * row.length; place += 1)
    target[place] =
      (target[place] as number) + (column[Math.floor(place / row.length)] as number) * (row[place % row.length] as number);
}

interface Sequences {
  /** States before the first step, [B, ...]. */
  readonly initial: readonly string[];
  /** Sequences [T, B, ...] of which the body sees one step [B, ...]. */
  readonly scanned: readonly string[];
  readonly isReversed: boolean;
}

/** Adds a node to the body and returns the names of its outputs. */
type AddToBody = (
  type: string,
  inputs: readonly string[],
  attributes?: Readonly<Record<string, OnnxAttribute>>,
  outputs?: number,
) => readonly string[];

/**
 * Writes an ONNX `Scan`. The body gets the names of the states and of one step of each sequence, and says the next states and what is
 * stacked; it may name values of the graph around it. Returns the stacked sequences, each at the place of its step.
 */
export function writeScan(
  writer: OnnxWriter,
  { initial, scanned, isReversed }: Sequences,
  write: (
    add: AddToBody,
    states: readonly string[],
    steps: readonly string[],
  ) => { readonly next: readonly string[]; readonly stacked: readonly string[] },
): readonly string[] {
  const nodes: OnnxNode[] = [];
  const add: AddToBody = (type, inputs, attributes = {}, outputs = 1) => {
    const names = Array.from({ length: outputs }, () => writer.fresh(type));
    nodes.push({ type, inputs, outputs: names, attributes });
    return names;
  };
  const states = initial.map(() => writer.fresh('state'));
  const steps = scanned.map(() => writer.fresh('step'));
  const { next, stacked } = write(add, states, steps);
  // An output of a body has a name of its own: what is both carried on and stacked is written twice.
  const rows = stacked.map((name) => (next.includes(name) ? (add('Identity', [name])[0] as string) : name));
  const matrix = (name: string) => ({ name, dtype: 'f32', rank: 2 }) as const;
  const direction = isReversed ? 1 : 0;
  const outputs = writer.add(
    'Scan',
    [...initial, ...scanned],
    {
      body: { body: { inputs: [...states, ...steps].map(matrix), outputs: [...next, ...rows].map(matrix), nodes } },
      num_scan_inputs: scanned.length,
      scan_input_directions: scanned.map(() => direction),
      scan_output_directions: rows.map(() => direction),
    },
    { outputs: next.length + rows.length },
  );
  return outputs.slice(next.length);
}
