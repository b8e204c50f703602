import type { ModalityType } from '../../compiler/catalogue/types.ts';
import type { Encoder, TypedStep } from '../../compiler/check/model.ts';
import { frontEndOps } from './front-end-ops.ts';

/** Where the front end of an encoder is cut: what comes before is the caller's, what comes behind is in the exported model. */
export interface EncoderCut {
  readonly encoder: Encoder;
  readonly callerSteps: readonly TypedStep[];
  readonly modelSteps: readonly TypedStep[];
  /** What the model takes: numbers as they come out of the last step of the caller, or of the column. */
  readonly input: ModalityType;
}

/** Cuts a front end behind its last step that a graph cannot do: text and sound are the caller's, statistics are the model's. */
export function cutEncoder(encoder: Encoder): EncoderCut {
  const { frontEnd } = encoder;
  const place = frontEnd.findLastIndex(({ kind, input }) => frontEndOps[kind.name] === undefined || !isNumeric(input)) + 1;
  const modelSteps = frontEnd.slice(place);
  const first = modelSteps[0]?.input ?? encoder.field;
  // Who calls the model cuts sequences to the length that `fit` gives them.
  const exact = modelSteps.find(({ kind }) => kind.name === 'fit')?.output;
  const input = first.kind === 'seq' && exact?.kind === 'seq' ? { ...first, length: exact.length } : first;
  return { encoder, callerSteps: frontEnd.slice(0, place), modelSteps, input };
}

const isNumeric = ({ kind }: ModalityType): boolean => kind === 'vec' || kind === 'seq' || kind === 'image';
