import type { OptimizerSettings, Program } from '../../compiler/program.ts';
import type { Optimizer } from '../kernels/define-update-rule.ts';
import { adagrad } from '../kernels/optimizers/adagrad.ts';
import { adam } from '../kernels/optimizers/adam.ts';
import { adamw } from '../kernels/optimizers/adamw.ts';
import { rmsprop } from '../kernels/optimizers/rmsprop.ts';
import { sgd } from '../kernels/optimizers/sgd.ts';

type Configure = (settings: OptimizerSettings['settings']) => Optimizer;

// A program's settings are the rule's own, by its names: the compiler's catalogue has checked them.
const rules: Readonly<Record<string, { configure: unknown }>> = { adagrad, adam, adamw, rmsprop, sgd };

/** The update rule that a program asks for, with its settings. */
export function optimizerOf({ rule, settings }: OptimizerSettings): Optimizer {
  const found = rules[rule];
  if (found === undefined) throw new Error(`there is no update rule ${rule} (a bug of emoc)`);
  return (found.configure as Configure)(settings);
}

/**
 * Whether the gradient of a parameter comes as rows with their ids. The graph decides, not the parameter's wish: a table that is also read
 * whole has a gradient of its own size after all.
 */
export const hasRowGradient = ({ training }: Program, parameter: string): boolean => training.outputs.has(`ids/${parameter}`);
