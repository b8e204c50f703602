import type { Dimension } from '../../../graph/dimension.ts';
import type { Dtype } from '../../../graph/graph.ts';
import type { TensorflowAttributes } from '../../../graph/tensorflow-writer.ts';
import { inlined } from '../inline.ts';
import { NodeNames } from '../node-names.ts';
import type { TensorflowNode } from '../tensorflow-graph.ts';
import { variableOf, type WrittenFunction } from './function-body.ts';
import type { Variable } from './variables.ts';

/** One input or output of a signature. */
export interface SignatureTensor {
  readonly name: string;
  /** `node` or `node:1`. */
  readonly result: string;
  /** The type that is fed or fetched: i32 where bits are. */
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

export interface Signature {
  readonly inputs: readonly SignatureTensor[];
  readonly outputs: readonly SignatureTensor[];
}

/** Collects the nodes of the graph that a session holds: variables, what is fed, and functions written in place or called. */
export class MainGraph {
  readonly nodes: TensorflowNode[] = [];
  readonly #names = new NodeNames();
  readonly #resources = new Map<string, string>();
  readonly #fed = new Map<string, { readonly tensor: SignatureTensor; readonly value: string }>();

  add(stem: string, op: string, inputs: readonly string[], attributes: TensorflowAttributes): string {
    const name = this.#names.fresh(stem);
    this.nodes.push({ name, op, inputs, attributes });
    return name;
  }

  variable({ name, dtype, shape }: Variable): void {
    const attributes = {
      dtype: { type: dtype },
      shape: { shape },
      shared_name: { string: name },
      container: { string: '' },
    } as const;
    this.#resources.set(variableOf(name), this.add(variableOf(name), 'VarHandleOp', [], attributes));
  }

  resource(name: string): string {
    const found = this.#resources.get(variableOf(name));
    if (found === undefined) throw new Error(`there is no variable ${name} (a bug of emoc)`);
    return found;
  }

  /**
   * A value from outside the session, by its key; asked for again, the same one.
   *
   * Numbers of f32 are fed as the i32 tensors of the same bits: tfjs-node puts float tensors on the graphics card when it makes them and
   * fetches them back for the call, while integers wait in the host's memory. On the processor both take the same time.
   */
  feed(key: string, name: string, dtype: Dtype, shape: readonly Dimension[]): { tensor: SignatureTensor; value: string } {
    const known = this.#fed.get(key);
    if (known !== undefined) return known;
    const isBits = dtype === 'f32';
    const type: Dtype = isBits ? 'i32' : dtype;
    const open = shape.map((dimension) => (typeof dimension === 'string' ? -1 : dimension));
    const result = this.add(isBits ? `${key}/bits` : key, 'Placeholder', [], { dtype: { type }, shape: { shape: open } });
    const value = isBits ? this.add(key, 'Bitcast', [result], { T: { type: 'i32' }, type: { type: 'f32' } }) : result;
    const fed = { tensor: { name, result, dtype: type, shape }, value };
    this.#fed.set(key, fed);
    return fed;
  }

  /** Writes a function's nodes into the graph. `arguments` are what its inputs stand for, in order. Returns its results. */
  inline(prefix: string, { content }: WrittenFunction, values: readonly string[]): readonly string[] {
    const { nodes, results } = inlined(content, values, (name) => this.#names.fresh(`${prefix}/${name}`));
    this.nodes.push(...nodes);
    return results;
  }

  /** Calls a function of the library, which XLA compiles for the shapes of each call. */
  callCompiled(stem: string, name: string, { content }: WrittenFunction, values: readonly string[]): readonly string[] {
    const call = this.add(stem, 'StatefulPartitionedCall', values, {
      Tin: { types: content.inputs.map(({ dtype }) => dtype) },
      Tout: { types: content.outputs.map(({ dtype }) => dtype) },
      f: { function: name },
      _XlaMustCompile: { bool: true },
    });
    return content.outputs.map((_, place) => (place === 0 ? call : `${call}:${place}`));
  }
}
