import type { FusionKind } from '../catalogue/define-fusion.ts';
import type { HeadKind } from '../catalogue/define-head.ts';
import type { LossKind } from '../catalogue/define-loss.ts';
import type { OptimizerKind } from '../catalogue/define-optimizer.ts';
import type { StepKind } from '../catalogue/define-step.ts';
import type { Settings } from '../catalogue/schema.ts';
import type { ModalityType } from '../catalogue/types.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { Pattern } from '../parse/ast.ts';

/**
 * A spec after binding and checking: every name resolved, every setting with its value (written or default), every step with its types.
 *
 * This is all that later phases and the runtime read; nobody goes back to the syntax tree. It holds data only, in the order of the spec.
 */
export interface TypedSpec {
  readonly file: string;
  readonly experiment: Experiment;
  readonly datasets: readonly Dataset[];
  readonly encoders: readonly Encoder[];
  readonly fusions: readonly Fusion[];
  readonly heads: readonly Head[];
  readonly loss: readonly LossTerm[];
  readonly train: TrainSettings;
  /** `let` constants by name. */
  readonly constants: ReadonlyMap<string, number>;
}

export interface Experiment {
  readonly name: string;
  readonly doc: string | null;
  readonly seed: number;
  /** `mosi@1`, or `null`: then each head gets the default of its kind. */
  readonly protocol: string | null;
  readonly span: Span;
}

export interface Dataset {
  readonly name: string;
  readonly doc: string | null;
  /** At least one. Several without a join are aligned row by row. */
  readonly reads: readonly Read[];
  readonly joins: readonly Join[];
  readonly columns: readonly Column[];
  readonly split: Split;
  readonly holdout: Holdout | null;
  readonly span: Span;
}

/** `read csv("text_{split}.csv", header = false) as words`. A path may hold `{split}`: then there is one file a name of `split by file`. */
export interface Read {
  /** Name that columns use (`words.column(3)`); of an only read without `as`, its reader's name. */
  readonly name: string;
  /** `csv`, `tsv`, `jsonl`, `lines`, `npz`, `npy`, `synthetic`. */
  readonly reader: string;
  readonly settings: Settings;
  readonly span: Span;
  /** Where its path stands. */
  readonly pathSpan: Span;
}

/** `join transcripts on row = index.column(0)`: each row takes the row of `read` whose key (a column, or its 0-based row number) equals `by`. */
export interface Join {
  readonly read: string;
  /** Column of the joined read, or `null` for its row number. */
  readonly key: FieldSource | null;
  readonly by: FieldSource;
  readonly span: Span;
}

/** One field of a read: a column by header name or 0-based number; `pattern` keeps its first capture group. */
export interface FieldSource {
  readonly read: string;
  readonly column: string | number;
  readonly pattern: string | null;
  readonly span: Span;
}

export type Column = ColumnBase &
  (
    | { readonly kind: 'text' | 'group' | 'id'; readonly source: FieldSource }
    /** From a field (of a reader that gives sound), or from one file a row, whose path may hold `{column}` placeholders. */
    | { readonly kind: 'audio'; readonly source: FieldSource | FileSource }
    /** An array of the read, [n, height, width] or [n, height, width, channels]; 8-bit values are divided by 255. */
    | {
        readonly kind: 'image';
        readonly source: FieldSource;
        readonly height: number;
        readonly width: number;
        readonly channels: number;
      }
    /** A range of numeric columns, both ends included: `columns(0..99)`; or an array [n, width] of the read. */
    | { readonly kind: 'vec'; readonly read: string; readonly from: number; readonly to: number }
    | { readonly kind: 'number'; readonly source: FieldSource; readonly minimum: number | null; readonly maximum: number | null }
    | {
        readonly kind: 'label';
        readonly source: FieldSource;
        readonly labels: readonly string[];
        readonly mapping: readonly MappingEntry[] | null;
      }
  );

export interface ColumnBase {
  readonly name: string;
  readonly doc: string | null;
  /** What an encoder that starts here gets; `null` for labels, numbers as targets, groups and ids. */
  readonly type: ModalityType | null;
  readonly span: Span;
}

export interface FileSource {
  readonly template: string;
  /** Read whose columns fill the placeholders. */
  readonly read: string;
  readonly span: Span;
}

/** `anger, hate -> anger`; the target `null` drops the row. Entries are tried in order; a value that none matches is an error. */
export interface MappingEntry {
  readonly patterns: readonly Pattern[];
  readonly target: string | null;
}

export type Role = 'train' | 'validation' | 'test';

export type Split =
  | {
      readonly kind: 'percent';
      /** Fractions that sum to 1. */
      readonly train: number;
      readonly validation: number;
      readonly test: number;
      /** Names of columns. */
      readonly by: string | null;
      readonly stratifiedOn: string | null;
      readonly span: Span;
    }
  | { readonly kind: 'file'; readonly files: readonly { readonly name: string; readonly role: Role }[]; readonly span: Span }
  | {
      readonly kind: 'column';
      readonly source: FieldSource;
      readonly values: readonly { readonly value: string; readonly role: Role | null }[];
      readonly span: Span;
    };

/** `holdout 20% of train by video`: takes the validation rows out of the training rows. */
export interface Holdout {
  readonly fraction: number;
  readonly by: string | null;
  readonly stratifiedOn: string | null;
  readonly span: Span;
}

export interface Encoder {
  readonly name: string;
  readonly doc: string | null;
  readonly dataset: string;
  readonly column: string;
  /** Steps that the runtime computes once, on data: their result is what the cache holds and a batch carries. */
  readonly frontEnd: readonly TypedStep[];
  /** Type after the front end: a `vec`, `seq`, `tokens` or `image`. */
  readonly field: ModalityType;
  /** Steps that become part of the graph. */
  readonly steps: readonly TypedStep[];
  readonly output: ModalityType;
  readonly span: Span;
}

export interface TypedStep {
  readonly kind: StepKind;
  /** Unique in its pipeline: `dense_1`, `dense_2`; a kind that stands once keeps its bare name. */
  readonly name: string;
  readonly settings: Settings;
  readonly input: ModalityType;
  readonly output: ModalityType;
  readonly span: Span;
}

export interface Fusion {
  readonly name: string;
  readonly doc: string | null;
  readonly kind: FusionKind;
  /** Names of encoders or fusions. */
  readonly inputs: readonly string[];
  readonly settings: Settings;
  readonly steps: readonly TypedStep[];
  readonly output: ModalityType;
  readonly span: Span;
}

export interface Head {
  readonly name: string;
  readonly doc: string | null;
  /** An encoder or a fusion. */
  readonly from: string;
  readonly steps: readonly TypedStep[];
  readonly kind: HeadKind;
  readonly settings: Settings;
  readonly dataset: string;
  /** The column with the truth. */
  readonly target: string;
  /** Label names in order for a classifier; `null` for a regression. */
  readonly labels: readonly string[] | null;
  /** Metrics that judge it, as `classification@1`. */
  readonly protocol: string;
  readonly span: Span;
}

/** One summand of the loss: `coefficient * kind(head)`. */
export interface LossTerm {
  readonly coefficient: number;
  readonly kind: LossKind;
  readonly head: string;
  readonly settings: Settings;
  readonly span: Span;
}

export interface TrainSettings {
  readonly optimizer: { readonly kind: OptimizerKind; readonly settings: Settings };
  /** Factors of the learning rate, multiplied: each one a schedule of the catalogue. */
  readonly schedules: readonly { readonly kind: string; readonly settings: Settings }[];
  readonly batch: number;
  readonly epochs: number;
  readonly clipNorm: number | null;
  readonly clipValue: number | null;
  /** Whether batches hold samples of similar length (only matters with sequences). */
  readonly isBucketed: boolean;
  /** Epochs without improvement before training ends; `null`: all epochs run. */
  readonly patience: number | null;
  /** What chooses the best epoch: `loss`, or a metric of a head; always on the validation split. */
  readonly monitor: Monitor;
  readonly span: Span;
}

export type Monitor = { readonly kind: 'loss' } | { readonly kind: 'metric'; readonly head: string; readonly metric: string };
