import type { LoweringContext } from '../catalogue/lowering.ts';
import { Builder } from '../graph/builder.ts';
import type { Dimension } from '../graph/dimension.ts';
import type { Dtype, Value } from '../graph/graph.ts';
import { input } from '../ops/input.ts';
import type { Buffer, Field, Parameter } from '../program.ts';

/** What all graphs of one program share: the same name is the same parameter, buffer or field in each of them. */
export class Inventory {
  readonly parameters = new Map<string, Parameter>();
  readonly buffers = new Map<string, Buffer>();
  readonly fields = new Map<string, Field>();
}

/** One graph under construction: hands out inputs, and remembers what training does to buffers. */
export class ModelBuilder {
  readonly bufferUpdates = new Map<string, Value>();
  private readonly inventory: Inventory;
  private readonly isTraining: boolean;
  private readonly values = new Map<string, Value>();
  private readonly root = new Builder();
  private sites = 0;

  constructor(inventory: Inventory, isTraining: boolean) {
    this.inventory = inventory;
    this.isTraining = isTraining;
  }

  /** A field of the batch; asked for twice, it is the same value. */
  field(
    name: string,
    dtype: Dtype,
    shape: readonly Dimension[],
    { isPerRun = false }: { readonly isPerRun?: boolean } = {},
  ): Value {
    this.inventory.fields.set(name, { name, dtype, shape, isPerRun });
    return this.read(name, 'field', dtype, shape);
  }

  /** The value of a parameter that this graph reads, if it reads it. */
  parameterValue(name: string): Value | undefined {
    return this.values.get(name);
  }

  context(scope: string): LoweringContext {
    return {
      g: new Builder(scope),
      owner: scope.split('/')[0] as string,
      isTraining: this.isTraining,
      parameter: (name, shape, initializer, { l2 = 0, isTrained = true, isSparse = false } = {}) => {
        const full = `${scope}/${name}`;
        this.inventory.parameters.set(full, { name: full, shape, initializer, l2, isTrained, isSparse });
        return this.read(full, 'parameter', 'f32', shape);
      },
      buffer: (name, shape, initial) => {
        const full = `${scope}/${name}`;
        this.inventory.buffers.set(full, { name: full, shape, initial });
        return this.read(full, 'buffer', 'f32', shape);
      },
      updateBuffer: (name, next) => {
        if (this.isTraining) this.bufferUpdates.set(`${scope}/${name}`, next);
      },
      field: (name, dtype, shape, options) => this.field(name, dtype, shape, options),
      nextSite: () => {
        this.sites += 1;
        return this.sites - 1;
      },
    };
  }

  private read(name: string, role: string, dtype: Dtype, shape: readonly Dimension[]): Value {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const value = this.root.call(input, [], { name, role, dtype, shape });
    this.values.set(name, value);
    return value;
  }
}
