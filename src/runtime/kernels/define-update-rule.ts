import type { Kernels, Offset } from './load-kernels.ts';

/** State that a rule keeps for every parameter, of the parameter's size, and the value it starts with. */
export interface Slot {
  readonly name: string;
  readonly initial: number;
}

/** What may differ between steps and between parameters of one optimiser. */
export interface UpdateStep {
  /** Number of this update, from 1. */
  readonly step: number;
  /** The learning rate, schedule included. */
  readonly rate: number;
  /**
   * Coupled L2 coefficient: `l2 * p` is added to the gradient, as torch's `weight_decay` outside AdamW does. A penalty `c |p|²` in the
   * loss has `l2 = 2 c`. It joins after clipping; a penalty that clipping should see is added by the kernel `axpy` before it.
   */
  readonly l2: number;
}

/** A range of `count` parameters: its values, its gradient, and its slots in the order of `slots`. */
export interface DenseRange {
  readonly parameters: Offset;
  readonly gradient: Offset;
  readonly slots: readonly Offset[];
  readonly count: number;
}

/**
 * A table [vocabulary, width] of which a batch touched some rows, as `accumulateRows` gives them: their ids (i32) at `touched`, their
 * summed gradients [rowCount, width] at `sums`.
 */
export interface TouchedRows {
  readonly parameters: Offset;
  readonly slots: readonly Offset[];
  readonly touched: Offset;
  readonly sums: Offset;
  readonly rowCount: number;
  readonly width: number;
}

/** An update with its scalars worked out, ready for any number of ranges. */
export interface PreparedUpdate {
  /** The numbers that the rule's kernels take, in their order. */
  readonly scalars: readonly number[];
  /** Updates every parameter of a range in place. */
  dense(kernels: Kernels, range: DenseRange): void;
  /**
   * Updates only the touched rows. Rows without a gradient keep their values and their slots ("lazy"): no decay, no penalty, no momentum
   * reaches them. A touched row gets what the dense update would give it.
   */
  rows(kernels: Kernels, rows: TouchedRows): void;
}

/** A rule with its settings. */
export interface Optimizer {
  readonly name: string;
  /** The state that these settings need; plain gradient descent needs none. */
  readonly slots: readonly Slot[];
  /** The definition: updates parameters `p` and `slots` in place from the gradient `g`, in float64. */
  reference(p: Float64Array, g: Float64Array, slots: readonly Float64Array[], step: UpdateStep): void;
  prepare(step: UpdateStep): PreparedUpdate;
  /** The rule as WGSL statements: see `UpdateRuleDefinition`. */
  readonly wgsl: string;
}

/** Settings of a rule by name, already checked; every rule narrows this to its own. */
export type UpdateRuleSettings = Readonly<Record<string, number | boolean>>;

/** What one file of `optimizers/` says. The scalars of a rule are the numbers that its kernels want, in float64 until they are passed. */
export interface UpdateRuleDefinition<RuleSettings extends UpdateRuleSettings, Scalars extends readonly number[]> {
  readonly name: string;
  readonly defaults: RuleSettings;
  slots(settings: RuleSettings): readonly Slot[];
  reference(p: Float64Array, g: Float64Array, slots: readonly Float64Array[], step: UpdateStep, settings: RuleSettings): void;
  scalars(step: UpdateStep, settings: RuleSettings): Scalars;
  dense(kernels: Kernels, range: DenseRange, scalars: Scalars, settings: RuleSettings): void;
  rows(kernels: Kernels, rows: TouchedRows, scalars: Scalars, settings: RuleSettings): void;
  /**
   * The rule as WGSL statements that change `p` and `slot0`, `slot1`, ... from `gradient`; `s(0)` is the first scalar. They must hold for floats
   * and for vectors of floats alike (`real` is the type), as the shader decides.
   */
  wgsl(settings: RuleSettings): string;
}

export interface UpdateRule<RuleSettings extends UpdateRuleSettings = UpdateRuleSettings> {
  readonly name: string;
  readonly defaults: RuleSettings;
  /** The rule with these settings, the defaults standing for the rest: `adam.configure({ beta1: 0.8 })`. Throws for a setting it has not. */
  configure(settings?: Partial<RuleSettings>): Optimizer;
}

/** Defines a rule. Its `reference` is the truth in float64, its kernels must agree with it to float32 rounding. */
export function defineUpdateRule<RuleSettings extends UpdateRuleSettings, Scalars extends readonly number[]>(
  rule: UpdateRuleDefinition<RuleSettings, Scalars>,
): UpdateRule<RuleSettings> {
  return {
    name: rule.name,
    defaults: rule.defaults,
    configure(given = {}) {
      const unknown = Object.keys(given).find((setting) => !(setting in rule.defaults));
      if (unknown !== undefined) throw new Error(`the update rule ${rule.name} has no setting ${unknown} (a bug of emoc)`);
      const settings: RuleSettings = { ...rule.defaults, ...given };
      return {
        name: rule.name,
        slots: rule.slots(settings),
        wgsl: rule.wgsl(settings),
        reference: (p, g, slots, step) => rule.reference(p, g, slots, step, settings),
        prepare(step) {
          const scalars = rule.scalars(step, settings);
          return {
            scalars,
            dense: (kernels, range) => rule.dense(kernels, range, scalars, settings),
            rows: (kernels, rows) => rule.rows(kernels, rows, scalars, settings),
          };
        },
      };
    },
  };
}
