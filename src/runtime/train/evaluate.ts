import type { Head, TypedSpec } from '../../compiler/check/model.ts';
import { outputField } from '../../compiler/fields.ts';
import type { Program } from '../../compiler/program.ts';
import { batches } from '../data/batches.ts';
import type { SplitData } from '../data/prepared-data.ts';
import type { Batch, Session } from '../engines/engine.ts';
import { scoreHead } from '../metrics/evaluate.ts';
import type { Samples } from '../metrics/samples.ts';
import { answersOf } from './answers.ts';
import type { SplitScores } from './events.ts';
import { splitLosses } from './split-loss.ts';
import type { StopWish } from './stop.ts';

/** What the heads answered on one split, and how good that is. */
export interface Evaluation {
  readonly scores: SplitScores;
  /** By head. */
  readonly answers: ReadonlyMap<string, Samples>;
}

export interface EvaluateParts {
  readonly spec: TypedSpec;
  readonly program: Program;
  readonly constants: Batch['fields'];
  readonly stop?: StopWish;
}

/** Runs a session over a split in the order of its rows and scores every head. `null` when the wish to stop came meanwhile. */
export async function evaluateSplit(session: Session, split: SplitData, parts: EvaluateParts): Promise<Evaluation | null> {
  const { spec, program, constants, stop } = parts;
  const outputs = new Map<string, Float32Array>();
  for (const batch of batches(split, { size: spec.train.batch, random: null, isBucketed: false })) {
    if (stop?.isUttered === true) return null;
    for (const [name, values] of await session.outputs(batch)) {
      const width = values.length / batch.rows.length;
      const all = outputs.get(name) ?? new Float32Array(split.rowCount * width);
      outputs.set(name, all);
      for (const [index, row] of batch.rows.entries()) all.set(values.subarray(index * width, (index + 1) * width), row * width);
    }
    // Stop and other messages wait behind the engine's promises otherwise.
    await new Promise(setImmediate);
  }
  const answers = new Map(spec.heads.map((head): [string, Samples] => [head.name, answersFor(head, split, outputs)]));
  const heads = spec.heads.map(({ name, protocol }) => [name, scoreHead(protocol, answers.get(name) as Samples)]);
  return { scores: { losses: splitLosses(program, split, outputs, constants), heads: Object.fromEntries(heads) }, answers };
}

function answersFor(head: Head, split: SplitData, outputs: ReadonlyMap<string, Float32Array>): Samples {
  const output = outputs.get(outputField(head.name));
  const truth = split.targets.get(head.name);
  if (output === undefined || truth === undefined) throw new Error(`${head.name} has no output or no truth (a bug of emoc)`);
  return answersOf(head, output, truth);
}
