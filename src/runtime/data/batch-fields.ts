import type { ModalityType } from '../../compiler/catalogue/types.ts';
import { dataField, maskField } from '../../compiler/fields.ts';
import { copyPlanes } from './planes.ts';
import type { FieldData } from './prepared-data.ts';
import { lengthAt, type SamplesOf } from './samples.ts';

/** Memory for the fields of one batch after the other: each field has one array that grows and is used again. */
export class FieldMemory {
  private readonly floats = new Map<string, Float32Array>();
  private readonly integers = new Map<string, Int32Array>();

  float32(name: string, length: number): Float32Array {
    const kept = this.floats.get(name);
    if (kept !== undefined && kept.length >= length) return kept.subarray(0, length);
    const grown = new Float32Array(length);
    this.floats.set(name, grown);
    return grown;
  }

  int32(name: string, length: number): Int32Array {
    const kept = this.integers.get(name);
    if (kept !== undefined && kept.length >= length) return kept.subarray(0, length);
    const grown = new Int32Array(length);
    this.integers.set(name, grown);
    return grown;
  }
}

/** Where a batch is put together. `bindings` gets the length of the longest sequence for every field whose length is not exact. */
export interface BatchTarget {
  readonly memory: FieldMemory;
  readonly fields: Map<string, Float32Array | Int32Array | Uint8Array>;
  readonly bindings: Record<string, number>;
}

/** Puts the rows (of the data set) of one encoder into a batch, in the layout that the graph reads. */
export function fillField(encoder: string, { samples, type }: FieldData, rows: Int32Array, target: BatchTarget): void {
  switch (samples.kind) {
    case 'vec':
      fillVectors(dataField(encoder), samples, rows, target);
      break;
    case 'image':
      fillImages(dataField(encoder), samples, rows, target);
      break;
    default:
      fillSequences(encoder, samples, type, rows, target);
  }
}

function fillVectors(name: string, { width, data }: SamplesOf<'vec'>, rows: Int32Array, { memory, fields }: BatchTarget): void {
  const values = memory.float32(name, rows.length * width);
  for (const [index, row] of rows.entries()) values.set(data.subarray(row * width, (row + 1) * width), index * width);
  fields.set(name, values);
}

function fillImages(name: string, image: SamplesOf<'image'>, rows: Int32Array, { memory, fields }: BatchTarget): void {
  const values = memory.float32(name, rows.length * image.height * image.width * image.channels);
  for (const [index, row] of rows.entries()) copyPlanes(image, row, values, index);
  fields.set(name, values);
}

/** [B, T, D] or [B, T] and the mask [B, T]; T is the exact length of the type, or the longest of the batch. */
function fillSequences(
  encoder: string,
  samples: SamplesOf<'seq' | 'tokens'>,
  type: ModalityType,
  rows: Int32Array,
  { memory, fields, bindings }: BatchTarget,
): void {
  if (type.kind !== 'seq' && type.kind !== 'tokens') throw new Error(`${encoder} holds no ${type.kind} (a bug of emoc)`);
  const { offsets, data } = samples;
  const width = samples.kind === 'seq' ? samples.width : 1;
  let steps = 1;
  if (type.length.kind === 'exact') {
    steps = type.length.size;
  } else {
    for (const row of rows) steps = Math.max(steps, lengthAt(offsets, row));
    bindings[type.length.symbol] = steps;
  }
  const size = rows.length * steps * width;
  const values = samples.kind === 'seq' ? memory.float32(dataField(encoder), size) : memory.int32(dataField(encoder), size);
  const mask = memory.float32(maskField(encoder), rows.length * steps);
  for (const [index, row] of rows.entries()) {
    const start = offsets[row] as number;
    const length = Math.min(lengthAt(offsets, row), steps);
    const at = index * steps;
    values.set(data.subarray(start * width, (start + length) * width), at * width);
    // The memory still holds the last batch.
    values.fill(0, (at + length) * width, (at + steps) * width);
    mask.fill(1, at, at + length).fill(0, at + length, at + steps);
  }
  fields.set(dataField(encoder), values);
  fields.set(maskField(encoder), mask);
}
