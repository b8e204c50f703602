import { freshName } from '../fresh-name.ts';

/** Makes a name that TensorFlow accepts for a node: `[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*`. */
export function validName(name: string): string {
  const replaced = name.replaceAll(/[^A-Za-z0-9_.\\/>-]/g, '_');
  return /^[A-Za-z0-9.]/.test(replaced) ? replaced : `.${replaced}`;
}

/** Hands out names, each once: `tone/dense_1/MatMul`, then `tone/dense_1/MatMul_1`. */
export class NodeNames {
  readonly #taken = new Set<string>();
  readonly #counters = new Map<string, number>();

  fresh(wanted: string): string {
    return freshName(validName(wanted), this.#taken, this.#counters);
  }
}

/** The node that a result or a control input (`node:1`, `^node`) belongs to. */
export const nodeOf = (result: string): string => result.replace(/^\^/, '').replace(/:\d+$/, '');
