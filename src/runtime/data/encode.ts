import type { Encoder, TypedStep } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { type Fitted, type FrontEnd, type FrontEndContext, isClipFrontEnd } from '../features/define-front-end.ts';
import { frontEnds } from '../features/front-ends/index.generated.ts';
import { type ExtractionOptions, extractClips } from './extraction/extract.ts';
import type { FieldData } from './prepared-data.ts';
import { type Samples, samplesOf } from './samples.ts';
import type { SourceFile } from './source.ts';

/** What one encoder's front end made of its column. */
export interface Encoded {
  readonly field: FieldData;
  /** By name of the step. */
  readonly fitted: ReadonlyMap<string, Fitted>;
  /** Files beside those of the readers: the clips. */
  readonly files: readonly SourceFile[];
}

/**
 * Runs the front end of an encoder over all rows: step by step, each over the result of the one before.
 *
 * `known` holds what earlier training fitted, by step; a fitted step that is not in it is an error (E0671). `null`: steps are fitted here, on
 * the training rows alone.
 */
export async function encode(
  encoder: Encoder,
  start: Samples,
  known: ReadonlyMap<string, Fitted> | null,
  context: FrontEndContext,
  extraction: ExtractionOptions,
): Promise<Encoded> {
  const fitted = new Map<string, Fitted>();
  const files: SourceFile[] = [];
  let samples = start;
  for (const step of encoder.frontEnd) {
    const frontEnd = frontEndOf(step);
    if (isClipFrontEnd(frontEnd)) {
      const extracted = await extractClips(samplesOf(samples, 'audio'), frontEnd, step, extraction);
      files.push(...extracted.files);
      samples = extracted.samples;
      continue;
    }
    let learned: Fitted = {};
    if (frontEnd.fit !== undefined) {
      learned = known === null ? frontEnd.fit(samples, step, context) : recalled(known, encoder, step);
      fitted.set(step.name, learned);
    }
    samples = frontEnd.apply(samples, step, learned, context);
  }
  const field = { samples: samplesOf(samples, 'vec', 'seq', 'tokens', 'image'), type: encoder.field };
  checkField(encoder, field);
  return { field, fitted, files };
}

function frontEndOf({ kind }: TypedStep): FrontEnd {
  const found: FrontEnd | undefined = frontEnds.find(({ name }) => name === kind.name);
  if (found === undefined) throw new Error(`there is no front end ${kind.name} (a bug of emoc)`);
  return found;
}

function recalled(known: ReadonlyMap<string, Fitted>, encoder: Encoder, step: TypedStep): Fitted {
  const learned = known.get(step.name);
  if (learned !== undefined) return learned;
  const holes = { encoder: encoder.name, reason: `there are none for its step \`${step.name}\`` };
  throw new Failure(report.fittedMismatch(step.span, holes));
}

/** The type is what the graph was built for. */
function checkField({ name }: Encoder, { samples, type }: FieldData): void {
  const isRight =
    samples.kind === 'vec' || samples.kind === 'seq'
      ? type.kind === samples.kind && type.width === samples.width
      : samples.kind === 'image'
        ? type.kind === 'image' &&
          type.height === samples.height &&
          type.width === samples.width &&
          type.channels === samples.channels
        : type.kind === 'tokens';
  if (!isRight) throw new Error(`the front end of ${name} gave ${samples.kind}, which is not its type (a bug of emoc)`);
}
