import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import type { CalledElsewhere, Schema } from './schema.ts';

/** What a rule is set to: the numbers and flags of its schema but for the rate's, each with a value. */
export type RuleSettings = Readonly<Record<string, number | boolean>>;

/** An update rule as the language knows it; its definition in float64 is the rule of the same name in `src/runtime/kernels/optimizers`. */
export interface OptimizerKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  /** The first positional parameter is `rate`. Every other number and flag reaches the rule under its own name. */
  readonly schema: Schema;
  /** Names of the float32 slots a parameter, in order: 2 for Adam. Decides the memory in `plan`. */
  readonly slots: (settings: Readonly<Record<string, unknown>>) => readonly string[];
  /** The rule as ops, for engines that update inside a graph: whole tensors or the touched rows of a table alike. */
  readonly update: (g: Builder, inputs: UpdateInputs, settings: RuleSettings) => Updated;
  /**
   * TensorFlow's own kernel for a whole tensor in place, where it computes what `update` says. Returns what has to run, as control inputs
   * (`^node`). Without it, or where it is `null` for these settings, the ops of `update` are used.
   */
  readonly tensorflow?: (writer: TensorflowWriter, inputs: TensorflowUpdate, settings: RuleSettings) => readonly string[] | null;
}

/** What an update reads. Clipping has been done and the penalty `2 l2 p` has joined the gradient. */
export interface UpdateInputs {
  readonly parameter: Value;
  readonly gradient: Value;
  readonly slots: readonly Value[];
  /** The learning rate, f32 []. */
  readonly rate: Value;
  /** `1 - share^t`, f32 [], with t the number of this update from 1: what a running mean that started at 0 has gathered so far. */
  readonly gathered: (share: number) => Value;
}

/** What an update leaves behind. */
export interface Updated {
  readonly parameter: Value;
  readonly slots: readonly Value[];
}

/** The same in TensorFlow's names: `parameter` and `slots` are resources, the rest results. */
export interface TensorflowUpdate {
  readonly parameter: string;
  /** The parameter as it was before the update; asked for more than once, the same one. */
  readonly value: () => string;
  readonly gradient: string;
  readonly slots: readonly string[];
  readonly rate: string;
  readonly gathered: (share: number) => string;
}

export const defineOptimizer = (optimizer: OptimizerKind): OptimizerKind => optimizer;

/** The settings of a rule, its schema's defaults standing for what is not given. A name that the schema has not is a bug and throws. */
export function ruleSettings({ name, schema }: OptimizerKind, given: RuleSettings): RuleSettings {
  const unknown = Object.keys(given).find((setting) => schema.parameters[setting] === undefined);
  if (unknown !== undefined) throw new Error(`the update rule ${name} has no setting ${unknown} (a bug of emoc)`);
  const presets = Object.entries(schema.parameters).flatMap(([setting, parameter]): [string, number | boolean][] => {
    const preset = 'default' in parameter ? parameter.default : undefined;
    return setting !== 'rate' && (typeof preset === 'number' || typeof preset === 'boolean') ? [[setting, preset]] : [];
  });
  return { ...Object.fromEntries(presets), ...given };
}

/** A coefficient `l2` of the penalty `l2 * sum(p^2)` as what the update adds to the gradient for each unit of `p`. */
export const coupledL2 = (l2: number): number => 2 * l2;
