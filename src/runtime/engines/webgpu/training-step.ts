import type { Bindings } from '../../../compiler/graph/dimension.ts';
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import type { Batch } from '../engine.ts';
import { type PlacedField, placeFields } from './batch-memory.ts';
import { aligned, alignment } from './layout.ts';
import { fieldsIn, type Recorder, seedAt, stepAt, traceGraph } from './recorder.ts';
import { Recording } from './recording.ts';
import { type IdsOf, idsReader, sortTokens, tokenCount } from './touched-rows.ts';
import { TraceBuffer } from './trace.ts';
import { type RowPlaces, recordUpdate, type TrainingBuffers } from './update-stage.ts';

/** Names of the losses of a program, in the order of its outputs. */
export const lossNames = ({ program }: Recorder): readonly string[] =>
  [...program.training.outputs.keys()].filter((name) => name === 'loss' || name.startsWith('loss/'));

/** What all training steps of a session share. */
export interface TrainingParts {
  readonly recorder: Recorder;
  readonly optimizer: Optimizer;
  readonly buffers: TrainingBuffers;
  /** By table: its ids in a batch, and a place to mark each id that was met. */
  readonly readers: ReadonlyMap<string, { readonly idsOf: IdsOf; readonly marks: Uint32Array }>;
}

export function trainingParts(recorder: Recorder, optimizer: Optimizer, buffers: TrainingBuffers): TrainingParts {
  const { layout, program } = recorder;
  const readers = layout.tables.map(({ name, vocabulary }) => {
    const reader = { idsOf: idsReader(program.training, name), marks: new Uint32Array(vocabulary) };
    return [name, reader] as const;
  });
  return { recorder, optimizer, buffers, readers: new Map(readers) };
}

/** A training step recorded for batches of one size: forward and backward pass, clipping, update, in one list of commands. */
export class TrainingStep {
  readonly recording: Recording;
  readonly #parts: TrainingParts;
  readonly #fields: readonly PlacedField[];
  readonly #rows: readonly RowPlaces[];
  readonly #uploadBytes: number;

  constructor(parts: TrainingParts, bindings: Bindings) {
    const { recorder, optimizer, buffers } = parts;
    const { program, layout, gpu, pool } = recorder;
    const traced = traceGraph(recorder, program.training, 'training', bindings, fieldsStart(recorder));
    const { trace, output, fields, end } = traced;
    const [rows, uploadBytes] = placeRows(recorder, bindings, end);
    const names = lossNames(recorder);
    for (const [place, name] of names.entries()) trace.settle(output(name), { buffer: buffers.results, at: place * alignment });
    const trained = layout.trained.filter(({ name }) => !layout.tables.some((table) => table.name === name));
    for (const { name, at } of trained) trace.settle(output(`gradient/${name}`), { buffer: buffers.gradients, at });
    const loss = new TraceBuffer(4, 'the loss', { buffer: buffers.results, at: names.indexOf('loss') * alignment });
    const scalarsAt = (l2: number): number => scalarPlace(recorder, l2);
    recordUpdate(recorder, { traced, optimizer, training: buffers, loss, rows, scalarsAt });
    this.recording = Recording.make(gpu, pool, trace.commands);
    this.#parts = parts;
    this.#fields = fields;
    this.#rows = rows;
    this.#uploadBytes = uploadBytes;
  }

  /** Sends a batch and the numbers of the step to the device. Throws before that where the batch does not fit. */
  upload(batch: Batch, rate: number, step: number): void {
    const { recorder, optimizer, readers } = this.#parts;
    const { batch: memory, program } = recorder;
    memory.fill(this.#fields, batch);
    for (const { table, tokens, mostRows, touchedAt, startsAt, tokensAt } of this.#rows) {
      const { idsOf, marks } = readers.get(table.name) as { readonly idsOf: IdsOf; readonly marks: Uint32Array };
      sortTokens(idsOf(batch), table.vocabulary, marks, {
        touched: memory.words(touchedAt, mostRows + 1),
        starts: memory.words(startsAt, tokens + 2),
        tokens: memory.words(tokensAt, tokens),
      });
    }
    memory.words(seedAt, 1)[0] = program.seed;
    memory.words(stepAt, 1)[0] = step;
    for (const l2 of penaltiesOf(recorder)) {
      const { scalars } = optimizer.prepare({ step: step + 1, rate, l2 });
      memory.floats(scalarPlace(recorder, l2), scalars.length).set(scalars);
    }
    memory.upload(this.#uploadBytes);
  }

  destroy(): void {
    this.recording.destroy();
  }
}

/** How large the batch's memory must be for the largest batch. */
export function batchBytes(recorder: Omit<Recorder, 'batch'>): number {
  const { program, limits } = recorder;
  const start = fieldsStart(recorder);
  const read = new Set([...fieldsIn(program.training), ...fieldsIn(program.inference)]);
  const { end } = placeFields(program, read, limits, start);
  return placeRows(recorder, limits, end)[1];
}

const penaltiesOf = ({ layout }: Pick<Recorder, 'layout'>): readonly number[] => [
  ...new Set([...layout.groups, ...layout.tables].map(({ l2 }) => l2)),
];

const scalarPlace = (recorder: Pick<Recorder, 'layout'>, l2: number): number =>
  stepAt + alignment * (1 + penaltiesOf(recorder).indexOf(l2));

export const fieldsStart = (recorder: Pick<Recorder, 'layout'>): number =>
  stepAt + alignment * (1 + penaltiesOf(recorder).length);

/** Places for the sorted tokens of every table from `start` on, and where they end. */
function placeRows(
  { layout, program }: Pick<Recorder, 'layout' | 'program'>,
  bindings: Bindings,
  start: number,
): [RowPlaces[], number] {
  let next = start;
  const take = (words: number): number => {
    const at = next;
    next = aligned(at + 4 * words);
    return at;
  };
  const rows = layout.tables.map((table): RowPlaces => {
    const tokens = tokenCount(program.training, table.name, bindings);
    const mostRows = Math.min(tokens, table.vocabulary);
    return { table, tokens, mostRows, touchedAt: take(mostRows + 1), startsAt: take(tokens + 2), tokensAt: take(tokens) };
  });
  return [rows, next];
}
