import type { Encoder, TypedStep } from '../../compiler/check/model.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { Audio } from '../data/audio/audio.ts';
import type { Samples } from '../data/samples.ts';
import type { WordVectors } from './text/vectors.ts';

/**
 * What a front end learned from the training split: numbers and words, by name. Plain data, so that a checkpoint can hold it as JSON without
 * losing a bit.
 */
export type Fitted = Readonly<Record<string, number | readonly number[] | readonly string[]>>;

/** A file of word vectors; only the wanted words are read. */
export interface VectorFile {
  /** As the user names it. */
  readonly file: string;
  readonly read: (only: ReadonlySet<string>) => WordVectors;
}

export interface FrontEndContext {
  readonly encoder: Encoder;
  /** Rows of the training split: nothing else may be learned from. */
  readonly trainingRows: Int32Array;
  /** File of word vectors that the encoder's `embed` step starts from, if it does. */
  readonly vectors: VectorFile | null;
  readonly onWarning: (warning: Diagnostic) => void;
}

/** Frames of one clip. */
export interface ClipFeatures {
  readonly width: number;
  /** [frames, width], row-major. */
  readonly data: Float32Array;
}

interface Named {
  /** Name of the step of the catalogue that it computes. */
  readonly name: string;
}

/** A front end whose result for one clip depends on that clip and the settings alone: it is cached on disk and extracted in worker threads. */
export interface ClipFrontEnd extends Named {
  /** Raised with every change of the numbers it gives: a part of the key of the feature cache. */
  readonly version: number;
  /** Called once a run of clips; what it returns may keep tables for clips to come. */
  readonly extractor: (settings: TypedStep['settings']) => (clip: Audio, file: string) => ClipFeatures;
  /** Throws for a clip for which the extractor would throw, without computing anything. */
  readonly check: (clip: Audio, settings: TypedStep['settings'], file: string) => void;
}

/** A front end over the samples of all rows at once. With `fit` it learns from the training rows first. */
export interface SetFrontEnd extends Named {
  readonly fit?: (input: Samples, step: TypedStep, context: FrontEndContext) => Fitted;
  readonly apply: (input: Samples, step: TypedStep, fitted: Fitted, context: FrontEndContext) => Samples;
}

export type FrontEnd = ClipFrontEnd | SetFrontEnd;

/** Declares a front end: the data-side half of a step of the same name. */
export const defineFrontEnd = <Kind extends FrontEnd>(frontEnd: Kind): Kind => frontEnd;

export const isClipFrontEnd = (frontEnd: FrontEnd): frontEnd is ClipFrontEnd => 'extractor' in frontEnd;
