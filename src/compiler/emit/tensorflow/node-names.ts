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
    const stem = validName(wanted);
    let count = this.#counters.get(stem) ?? 0;
    let name = count === 0 ? stem : `${stem}_${count}`;
    while (this.#taken.has(name)) {
      count += 1;
      name = `${stem}_${count}`;
    }
    this.#counters.set(stem, count + 1);
    this.#taken.add(name);
    return name;
  }
}

/** The node that a result or a control input (`node:1`, `^node`) belongs to. */
export const nodeOf = (result: string): string => result.replace(/^\^/, '').replace(/:\d+$/, '');
