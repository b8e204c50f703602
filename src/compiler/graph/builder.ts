import type { Node, Value } from './graph.ts';
import type { Attributes, Op } from './op.ts';

/**
 * Applies ops to values. It holds nothing but the scope that new nodes carry.
 *
 * ```ts
 * const y = g.call(add, [g.call(matMul, [x, kernel]), bias]);
 * const inner = g.within('dense_1');       // nodes of `inner` are named …/dense_1
 * ```
 */
export class Builder {
  readonly scope: string;

  constructor(scope = '') {
    this.scope = scope;
  }

  /** A builder whose nodes carry one more name. */
  within(name: string): Builder {
    return new Builder(this.scope === '' ? name : `${this.scope}/${name}`);
  }

  /** First output of an op; most have just one. */
  call<A extends Attributes>(op: Op<A>, inputs: readonly Value[], attributes: Partial<A> = {}): Value {
    return this.callAll(op, inputs, attributes)[0] as Value;
  }

  /** All outputs of an op. Throws a `ShapeError` where the inputs do not fit. */
  callAll<A extends Attributes>(op: Op<A>, inputs: readonly Value[], attributes: Partial<A> = {}): readonly Value[] {
    const settings: A = { ...op.attributes, ...attributes };
    const outputs: Value[] = [];
    const node: Node = { op: op as unknown as Op, inputs, attributes: settings, outputs, scope: this.scope };
    for (const [index, type] of op.shape(inputs, settings).entries())
      outputs.push({ node, index, dtype: type.dtype, shape: type.shape });
    return outputs;
  }
}
