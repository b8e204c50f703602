import type { KnownParts } from '../compiler/check/check.ts';
import { product } from '../compiler/graph/dimension.ts';
import { lowerForward } from '../compiler/passes/lower.ts';
import { Inventory, ModelBuilder } from '../compiler/passes/model-builder.ts';
import { type Amount, amountOf, isKnown, total } from '../compiler/plan/amount.ts';
import { printFlops } from '../compiler/plan/print-amount.ts';

/** Parameters of the declarations and steps that checked out. */
export interface Sizes {
  /** `703 k` for the scope `tone` or `tone/dense_1`; `V_said * 32` where only the data tells; `null` for a scope without any. */
  readonly of: (scope: string) => string | null;
}

/** Counts parameters by building the forward pass; gradients and the loss are not needed, so an unfinished spec has sizes too. */
export function sizesOf({ encoders, fusions, heads }: KnownParts): Sizes {
  const inventory = new Inventory();
  const spec = { encoders: [...encoders.values()], fusions: [...fusions.values()], heads: [...heads.values()] };
  lowerForward(spec, new ModelBuilder(inventory, true));
  const byScope = new Map<string, Amount[]>();
  for (const { name, shape } of inventory.parameters.values()) {
    const words = name.split('/');
    for (let length = 0; length < words.length; length += 1) {
      const scope = words.slice(0, length).join('/');
      const amounts = byScope.get(scope) ?? [];
      amounts.push(amountOf(product(shape), {}));
      byScope.set(scope, amounts);
    }
  }
  return {
    of: (scope) => {
      const amounts = byScope.get(scope);
      if (amounts === undefined) return null;
      const amount = total(amounts);
      return isKnown(amount) && amount.constant === 0 ? null : printFlops(amount);
    },
  };
}
