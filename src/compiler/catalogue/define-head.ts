import type { Value } from '../graph/graph.ts';
import type { LoweredValue, LoweringContext } from './lowering.ts';
import type { CalledElsewhere, Schema, Settings } from './schema.ts';

/** What a head predicts: the last element of a head's pipeline. */
export interface HeadKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  /** Beyond the target column, which is always the first argument. */
  readonly schema: Schema;
  /** Settings that change nothing for this number of labels (0 for a regression), with the reason. */
  readonly idle?: (labelCount: number) => Readonly<Record<string, string>>;
  /** Kind of column it takes as truth. */
  readonly target: 'label' | 'number';
  /** Width of its output: logits or predictions a sample. */
  readonly width: (labelCount: number) => number;
  /** Output [B, width] from a `vec`. */
  readonly build: (input: LoweredValue, settings: Settings, labelCount: number, context: LoweringContext) => Value;
}

export const defineHead = (head: HeadKind): HeadKind => head;
