import { validName } from './node-names.ts';
import type { TensorflowFunction, TensorflowNode } from './tensorflow-graph.ts';

/** The functions of a graph. Those that do the same are one. */
export class FunctionLibrary {
  readonly #prefix: string;
  readonly #functions: TensorflowFunction[] = [];
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(prefix: string) {
    this.#prefix = validName(prefix).replaceAll(/[^A-Za-z0-9_]/g, '_');
  }

  /** Adds a function, and returns its name: `PREFIX_STEM`, or `PREFIX_STEM_1` where that is taken by another one. */
  define(stem: string, content: Omit<TensorflowFunction, 'name'>): string {
    const key = JSON.stringify([stem, content]);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const count = this.#counts.get(stem) ?? 0;
    const name = `${this.#prefix}_${stem}${count === 0 ? '' : `_${count}`}`;
    this.#counts.set(stem, count + 1);
    this.#names.set(key, name);
    this.#functions.push({ name, ...content });
    return name;
  }

  /** The functions that the nodes call, and those that these call. */
  usedBy(nodes: readonly TensorflowNode[]): readonly TensorflowFunction[] {
    const used = new Set<string>();
    const visit = (some: readonly TensorflowNode[]): void => {
      for (const attribute of some.flatMap(({ attributes }) => Object.values(attributes))) {
        if (!('function' in attribute) || used.has(attribute.function)) continue;
        used.add(attribute.function);
        visit(this.#functions.find(({ name }) => name === attribute.function)?.nodes ?? []);
      }
    };
    visit(nodes);
    return this.#functions.filter(({ name }) => used.has(name));
  }
}
