import { Builder } from '../src/compiler/graph/builder.ts';
import { type Bindings, type Dimension, resolveShape } from '../src/compiler/graph/dimension.ts';
import { type Dtype, graphOf, type Value } from '../src/compiler/graph/graph.ts';
import { sizeOf } from '../src/compiler/graph/tensor.ts';
import { add } from '../src/compiler/ops/add.ts';
import { gatherRows } from '../src/compiler/ops/gather-rows.ts';
import { input } from '../src/compiler/ops/input.ts';
import { matMul } from '../src/compiler/ops/mat-mul.ts';
import { relu } from '../src/compiler/ops/relu.ts';
import { reshape } from '../src/compiler/ops/reshape.ts';
import { differentiate } from '../src/compiler/passes/differentiate.ts';
import { optimise } from '../src/compiler/passes/optimise.ts';
import { rewriteForward } from '../src/compiler/passes/rewrite-forward.ts';
import type { Buffer, Field, OptimizerSettings, Parameter, Program } from '../src/compiler/program.ts';
import type { StateTensor, TrainingState } from '../src/runtime/engines/engine.ts';
import { createRandom } from '../src/runtime/kernels/random.ts';

interface ParameterOptions {
  /** Standard deviation of the normal numbers that it starts with; 0 starts with zeros. */
  readonly deviation?: number;
  readonly l2?: number;
  readonly isSparse?: boolean;
  readonly isTrained?: boolean;
}

interface Finish {
  readonly loss: Value;
  /** Further losses and outputs of the training graph, by their full names. */
  readonly also?: readonly (readonly [string, Value])[];
  /** The heads' outputs after training, by head. */
  readonly heads: readonly (readonly [string, Value])[];
  readonly optimizer: OptimizerSettings;
}

/** Writes a program in ops, without a spec: for benchmarks and for tests of the engines. */
export class Model {
  readonly g = new Builder();
  readonly #name: string;
  readonly #fields: Field[] = [];
  readonly #parameters: Parameter[] = [];
  readonly #buffers: Buffer[] = [];
  readonly #values = new Map<string, Value>();
  readonly #deviations = new Map<string, number>();
  readonly #nextBuffers: [string, Value][] = [];

  constructor(name: string) {
    this.#name = name;
  }

  field(name: string, shape: readonly Dimension[], dtype: Dtype = 'f32', isPerRun = false): Value {
    this.#fields.push({ name, dtype, shape, isPerRun });
    return this.g.call(input, [], { name, role: 'field', dtype, shape });
  }

  parameter(name: string, shape: readonly Dimension[], options: ParameterOptions = {}): Value {
    const { deviation = 0, l2 = 0, isSparse = false, isTrained = true } = options;
    const initializer = { kind: 'normal', standardDeviation: deviation, isTruncated: false } as const;
    this.#parameters.push({ name, shape, initializer, l2, isTrained, isSparse });
    this.#deviations.set(name, deviation);
    const value = this.g.call(input, [], { name, role: 'parameter', shape });
    this.#values.set(name, value);
    return value;
  }

  buffer(name: string, shape: readonly Dimension[], initial: number): Value {
    this.#buffers.push({ name, shape, initial });
    return this.g.call(input, [], { name, role: 'buffer', shape });
  }

  updateBuffer(name: string, next: Value): void {
    this.#nextBuffers.push([`buffer/${name}`, next]);
  }

  /** Weighted sum of the table's rows over the tokens of each sample: `ids` and `scale` [B, T], result [B, D]. */
  pool(table: Value, ids: Value, scale: Value): Value {
    const [batch, length] = ids.shape as readonly [Dimension, Dimension];
    const weights = this.g.call(reshape, [scale], { shape: [batch, 1, length] });
    const sums = this.g.call(matMul, [weights, this.g.call(gatherRows, [table, ids])]);
    return this.g.call(reshape, [sums], { shape: [batch, table.shape[1] as Dimension] });
  }

  /** `x [..., inputs]` to `[..., width]`; weights are [inputs, width]. */
  dense(x: Value, name: string, width: number, activation: 'relu' | null = null, l2 = 0): Value {
    const inputs = x.shape.at(-1) as number;
    const g = this.g.within(name);
    const kernel = this.parameter(`${name}/kernel`, [inputs, width], { deviation: Math.sqrt(2 / inputs), l2 });
    const bias = this.parameter(`${name}/bias`, [width], { deviation: 0.01 });
    const y = g.call(add, [g.call(matMul, [x, kernel]), bias]);
    return activation === 'relu' ? g.call(relu, [y]) : y;
  }

  finish({ loss, also = [], heads, optimizer }: Finish): Program {
    const trained = this.#parameters.filter(({ isTrained }) => isTrained);
    const inputOf = ({ name }: Parameter): Value => this.#values.get(name) as Value;
    const named = new Map<string, Value>([['loss', loss], ...also, ...this.#nextBuffers]);
    const training = new Map(rewriteForward(graphOf(named), { verify: true }).outputs);
    const { dense, sparse } = differentiate(
      training.get('loss') as Value,
      trained.map(inputOf),
      new Set(trained.filter(({ isSparse }) => isSparse).map(inputOf)),
    );
    for (const parameter of trained) {
      const { name } = parameter;
      const rows = sparse.get(inputOf(parameter));
      if (rows !== undefined) training.set(`ids/${name}`, rows.ids).set(`rows/${name}`, rows.rows);
      else training.set(`gradient/${name}`, dense.get(inputOf(parameter)) as Value);
    }
    const symbols = new Set(this.#fields.flatMap(({ shape }) => shape).filter((dimension) => typeof dimension === 'string'));
    return {
      name: this.#name,
      seed: 7,
      symbols: [...symbols].map((name) => ({ name, meaning: name, maximum: null })),
      fields: this.#fields,
      parameters: this.#parameters,
      buffers: this.#buffers,
      training: optimise(graphOf(training), { verify: true }),
      inference: optimise(graphOf(new Map(heads.map(([head, value]) => [`output/${head}`, value]))), { verify: true }),
      loss: graphOf(new Map([['loss', loss]])),
      optimizer,
    };
  }

  /** The start: parameters drawn from `seed`, buffers as declared. */
  start(limits: Bindings, seed = 1): TrainingState {
    const random = createRandom(seed);
    const tensors = new Map<string, StateTensor>();
    for (const { name, shape: dimensions } of this.#parameters) {
      const shape = resolveShape(dimensions, limits);
      const numbers = random.child(name);
      const deviation = this.#deviations.get(name) as number;
      tensors.set(name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => deviation * numbers.normal()) });
    }
    for (const { name, shape: dimensions, initial } of this.#buffers) {
      const shape = resolveShape(dimensions, limits);
      tensors.set(name, { shape, data: new Float32Array(sizeOf(shape)).fill(initial) });
    }
    return { step: 0, tensors };
  }
}

/** Standard normal numbers for a field of a batch. */
export function normals(count: number, name: string): Float32Array {
  const random = createRandom(2).child(name);
  return Float32Array.from({ length: count }, () => random.normal());
}

export const adamSettings = (settings: Partial<OptimizerSettings> = {}): OptimizerSettings => ({
  rule: 'adam',
  rate: 1e-3,
  settings: {},
  clipNorm: null,
  clipValue: null,
  ...settings,
});
