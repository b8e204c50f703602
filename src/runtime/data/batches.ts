import { targetField } from '../../compiler/fields.ts';
import type { Batch } from '../engines/engine.ts';
import type { Random } from '../kernels/random.ts';
import { type BatchTarget, FieldMemory, fillField } from './batch-fields.ts';
import { batchOrder } from './batch-order.ts';
import { pick, type SplitData } from './prepared-data.ts';
import { lengthAt } from './samples.ts';

export interface BatchOptions {
  /** Rows a batch; the last one may have fewer. */
  readonly size: number;
  /** A stream for this epoch alone, as `random.child('epoch/3')`. `null`: the order of the rows, as for evaluation. */
  readonly random: Random | null;
  /** Whether batches hold samples of similar length. Means nothing without sequences. */
  readonly isBucketed: boolean;
  /** Batches to leave out at the beginning; costs nothing. Where a resumed run goes on. */
  readonly from?: number;
}

/** A batch with the rows of the split that it holds. */
export type RowBatch = Batch & { readonly rows: Int32Array };

export interface Batches extends Iterable<RowBatch> {
  /** Batches of the whole epoch, those left out included. */
  readonly count: number;
}

/**
 * One pass over a split.
 *
 * A batch is valid until the next one is asked for: its arrays are used again. Sequences are padded with zeros to the longest of the batch, or
 * to their exact length; the mask is 1 where there is data.
 */
export function batches(split: SplitData, { size, random, isBucketed, from = 0 }: BatchOptions): Batches {
  const order = batchOrder(split.rowCount, { size, random, lengths: isBucketed ? lengthsOf(split) : null });
  const memory = new FieldMemory();
  return {
    count: order.length,
    *[Symbol.iterator]() {
      for (const rows of order.slice(from)) yield assemble(split, rows, memory);
    },
  };
}

function assemble(split: SplitData, rows: Int32Array, memory: FieldMemory): RowBatch {
  const target: BatchTarget = { memory, fields: new Map(), bindings: { ...split.symbols, B: rows.length } };
  const datasetRows = rows.map((row) => split.rows[row] as number);
  for (const [encoder, field] of split.fields) fillField(encoder, field, datasetRows, target);
  for (const [head, truth] of split.targets) {
    const name = targetField(head);
    const values = truth instanceof Int32Array ? memory.int32(name, rows.length) : memory.float32(name, rows.length);
    for (const [index, row] of rows.entries()) values[index] = truth[row] as number;
    target.fields.set(name, values);
  }
  return { bindings: target.bindings, fields: target.fields, rows };
}

/** Elements of all sequences of a row together; `null` where every row is equally long. */
function lengthsOf(split: SplitData): Int32Array | null {
  const sequences = [...split.fields.values()].flatMap(({ samples, type }) =>
    (type.kind === 'seq' || type.kind === 'tokens') && type.length.kind !== 'exact' && 'offsets' in samples
      ? [samples.offsets]
      : [],
  );
  if (sequences.length === 0) return null;
  return split.rows.map((row) => sequences.reduce((total, offsets) => total + lengthAt(offsets, row), 0));
}

/** Names of the rows of a batch, for predictions. */
export const rowIdsOf = (split: SplitData, { rows }: RowBatch): readonly string[] => pick(split.rowIds, rows);
