import { sizeOf } from '../../graph/tensor.ts';
import type { TensorflowAttributes, TensorflowDtype } from '../../graph/tensorflow-writer.ts';
import { inlined } from './inline.ts';
import { NodeNames } from './node-names.ts';
import { opDefinitions } from './op-definitions.ts';
import { prune } from './prune.ts';
import type { TensorflowFunction, TensorflowNode } from './tensorflow-graph.ts';

/** Numbers that are part of a graph. */
export interface Constant {
  readonly dtype: 'f32' | 'i32';
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/**
 * The nodes of a graph or of a function's body, with the element type of every result. Names follow the scope of the moment; attributes that the
 * inputs tell are filled in.
 */
export class NodeList {
  scope = '';
  readonly #names = new NodeNames();
  readonly #placeholders: TensorflowNode[] = [];
  readonly #constantNodes: TensorflowNode[] = [];
  readonly #nodes: TensorflowNode[] = [];
  readonly #dtypes = new Map<string, TensorflowDtype>();
  readonly #constants = new Map<string, Constant>();
  readonly #written = new Map<string, string>();

  /** The nodes that these results need. */
  finish(results: readonly string[]): TensorflowNode[] {
    return prune([...this.#placeholders, ...this.#constantNodes, ...this.#nodes], results);
  }

  /** Names something that is there without a node: an input of the function whose body this is. */
  declare(name: string, dtype: TensorflowDtype): string {
    const taken = this.#names.fresh(name);
    this.#dtypes.set(taken, dtype);
    return taken;
  }

  /** Adds a node in the scope of the moment, or under `name`. One without results is named as what others wait for: `^name`. */
  node(
    op: string,
    inputs: readonly string[],
    given: TensorflowAttributes,
    { name, outputs = 1 }: { readonly name?: string; readonly outputs?: number } = {},
  ): readonly string[] {
    const definition = opDefinitions[op];
    if (definition === undefined) throw new Error(`emoc knows no TensorFlow op ${op} (a bug of emoc)`);
    const { types, inputCount } = definition;
    const attributes: TensorflowAttributes = {
      ...Object.fromEntries(
        Object.entries(types).map(([attribute, place]) => [attribute, { type: this.dtypeOf(inputs.at(place) as string) }]),
      ),
      ...(inputCount === undefined ? {} : { [inputCount.attribute]: { int: inputs.length - inputCount.others } }),
      ...given,
    };
    const taken = this.#names.fresh(name ?? this.scoped(op));
    this.#nodes.push({ name: taken, op, inputs, attributes });
    if (outputs === 0) return [`^${taken}`];
    return resultTypes(op, attributes, outputs).map((dtype, place) => {
      const result = place === 0 ? taken : `${taken}:${place}`;
      this.#dtypes.set(result, dtype);
      return result;
    });
  }

  /** Writes the nodes of a function in place; `values` stand for its inputs. Returns its results. */
  inline(content: Omit<TensorflowFunction, 'name'>, values: readonly string[]): readonly string[] {
    const { nodes, results } = inlined(content, values, (name) => this.#names.fresh(this.scoped(name)));
    this.#nodes.push(...nodes);
    for (const [place, result] of results.entries()) this.#dtypes.set(result, content.outputs[place]?.dtype as TensorflowDtype);
    return results;
  }

  /** Adds a node with one result. */
  single(op: string, inputs: readonly string[], attributes: TensorflowAttributes = {}, name?: string): string {
    return this.node(op, inputs, attributes, name === undefined ? {} : { name })[0] as string;
  }

  placeholder(name: string, dtype: TensorflowDtype, shape: readonly number[]): string {
    const taken = this.declare(name, dtype);
    const attributes: TensorflowAttributes = { dtype: { type: dtype }, shape: { shape } };
    this.#placeholders.push({ name: taken, op: 'Placeholder', inputs: [], attributes });
    return taken;
  }

  /** A constant; equal ones are one node. */
  constant({ dtype, shape, values }: Constant): string {
    if (sizeOf(shape) !== values.length)
      throw new Error(`${values.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`);
    const key = `${dtype}[${shape.join(',')}]${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join(',')}`;
    return this.once(key, () => {
      const name = this.declare('constant', dtype);
      const attributes: TensorflowAttributes = { dtype: { type: dtype }, value: { tensor: { dtype, shape, values } } };
      this.#constantNodes.push({ name, op: 'Const', inputs: [], attributes });
      this.#constants.set(name, { dtype, shape, values });
      return name;
    });
  }

  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant({ dtype: 'i32', values, shape });
  }

  /** What a result is, if it is a constant. */
  constantAt(name: string): Constant | undefined {
    return this.#constants.get(name);
  }

  dtypeOf(name: string): TensorflowDtype {
    const dtype = this.#dtypes.get(name);
    if (dtype === undefined) throw new Error(`${name} is read before it is written (a bug of emoc)`);
    return dtype;
  }

  /** Writes something the first time it is asked for. */
  once(key: string, write: () => string): string {
    const known = this.#written.get(key);
    if (known !== undefined) return known;
    const name = write();
    this.#written.set(key, name);
    return name;
  }

  scoped(name: string): string {
    return this.scope === '' ? name : `${this.scope}/${name}`;
  }

  /** Writes nodes in another scope. */
  inScope<T>(scope: string, write: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return write();
    } finally {
      this.scope = before;
    }
  }
}

/** The element types of a node's results, from its definition and its attributes. */
function resultTypes(op: string, attributes: TensorflowAttributes, count: number): readonly TensorflowDtype[] {
  const { outputs, hasListOutput = false } = opDefinitions[op] as (typeof opDefinitions)[string];
  const found = Object.values(outputs).flatMap((type): readonly TensorflowDtype[] => {
    if (typeof type !== 'string') return [type.dtype];
    const attribute = attributes[type];
    if (attribute !== undefined && 'types' in attribute) return attribute.types;
    if (attribute === undefined || !('type' in attribute)) throw new Error(`${op} has no type ${type} (a bug of emoc)`);
    return hasListOutput ? new Array<TensorflowDtype>(count).fill(attribute.type) : [attribute.type];
  });
  if (found.length !== count) throw new Error(`${op} has ${found.length} results, not ${count} (a bug of emoc)`);
  return found;
}
