import type { Graph } from '../graph/graph.ts';
import { verify } from '../graph/verify.ts';
import type { Rewrite } from './rewrites/_rewrite.ts';
import { joinBeforeRelu } from './rewrites/join-before-relu.ts';
import { poolBeforeRelu } from './rewrites/pool-before-relu.ts';

/** What pays only before the backward pass exists: it changes what the backward pass will read. */
export const forwardRewrites = [poolBeforeRelu, joinBeforeRelu] as const satisfies readonly Rewrite[];

/** Rewrites a forward pass, once: what these rules make gives them nothing new to do. With `verify` the graph is checked after each. */
export function rewriteForward(graph: Graph, { verify: isVerified }: { readonly verify: boolean }): Graph {
  return forwardRewrites.reduce((current: Graph, rewrite) => {
    const next = rewrite.apply(current);
    if (isVerified && next !== current) verify(next, rewrite.name);
    return next;
  }, graph);
}
