import { type Bindings, product } from '../graph/dimension.ts';
import { type Graph, graphOf, type Node } from '../graph/graph.ts';
import { flopsOf } from '../passes/flops.ts';
import type { Program } from '../program.ts';
import { type Amount, amountBy, amountOf, times, total } from './amount.ts';
import type { Cost } from './plan-model.ts';

/** What the parts of a program cost, by the scope of their nodes and parameters. */
export interface Costs {
  /** Of everything whose scope is `scope` or lies in it; `''` is the whole program. */
  readonly of: (scope: string) => Cost;
  readonly inferenceFlops: Amount;
}

/**
 * Costs of a program for the sizes in `bindings`, the batch `B` among them; in all others they stay open.
 *
 * What happens once a batch, such as the sum of a loss, is shared out between its samples.
 */
export function costsOf(program: Program, bindings: Bindings): Costs {
  const batch = bindings.B;
  if (batch === undefined) throw new Error('costs without a batch (a bug of emoc)');
  const open = program.symbols.map(({ name }) => name).filter((name) => bindings[name] === undefined);
  const perSample = (nodes: readonly Node[]): Amount => {
    const part: Graph = { nodes, outputs: new Map() };
    return times(
      amountBy(open, (sizes) => flopsOf(part, { ...bindings, ...sizes })),
      1 / batch,
    );
  };
  const forward = graphOf(new Map([...program.training.outputs].filter(([name]) => isForward(name)))).nodes;
  const isComputedForward = new Set(forward);
  const backward = program.training.nodes.filter((node) => !isComputedForward.has(node));
  return {
    of: (scope) => ({
      parameters: total(
        program.parameters.filter(({ name }) => isWithin(name, scope)).map(({ shape }) => amountOf(product(shape), bindings)),
      ),
      forwardFlops: perSample(forward.filter((node) => isWithin(node.scope, scope))),
      backwardFlops: perSample(backward.filter((node) => isWithin(withoutPrefix(node.scope), scope))),
    }),
    inferenceFlops: perSample(program.inference.nodes),
  };
}

/** The forward pass is what the loss and the running statistics need; the rest of the training graph is there for the gradients. */
const isForward = (output: string): boolean => output === 'loss' || output.startsWith('loss/') || output.startsWith('buffer/');

/** Scopes of the backward pass are those of the forward pass under `gradient`; what its rewrites share with it may have either. */
const withoutPrefix = (scope: string): string => scope.replace(/^gradient(\/|$)/, '');

const isWithin = (name: string, scope: string): boolean => scope === '' || name === scope || name.startsWith(`${scope}/`);
