import type { Program } from '../../compiler/program.ts';
import type { StateTensor } from '../engines/engine.ts';
import type { ExportedGraph } from './exported-graph.ts';

/** A model that is to be written for somebody else. */
export interface ExportedModel {
  readonly program: Program;
  readonly exported: ExportedGraph;
  /** Parameters and buffers by name. */
  readonly weights: ReadonlyMap<string, StateTensor>;
  /** Sizes of vocabularies, as `V_said`. */
  readonly sizes: Readonly<Record<string, number>>;
}

export interface ExportedFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** A form that models are exported in. */
export interface ExportTarget {
  /** After `--to`. */
  readonly name: string;
  /** Who can run it, for the manifest. */
  readonly runsWith: string;
  readonly write: (model: ExportedModel) => readonly ExportedFile[];
}

/** Declares a form of export. */
export const defineTarget = (target: ExportTarget): ExportTarget => target;
