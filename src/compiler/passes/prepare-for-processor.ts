import type { Graph } from '../graph/graph.ts';
import { verify } from '../graph/verify.ts';
import { optimise } from './optimise.ts';
import type { Rewrite } from './rewrites/_rewrite.ts';
import { poolByPhases } from './rewrites/pool-by-phases.ts';

/** What pays on a processor, where it was measured, and makes more calls of a graphics card. A program is the same for all engines, so this comes after it. */
export const processorRewrites = [poolByPhases] as const satisfies readonly Rewrite[];

/** Rewrites a training graph for an engine that computes on the processor. With `verify` the graph is checked after each rewrite. */
export function prepareForProcessor(graph: Graph, options: { readonly verify: boolean }): Graph {
  const prepared = processorRewrites.reduce((current: Graph, rewrite) => {
    const next = rewrite.apply(current);
    if (options.verify && next !== current) verify(next, rewrite.name);
    return next;
  }, graph);
  // Forward and backward pass are rewritten apart and compute some things twice, until equal values are shared.
  return prepared === graph ? graph : optimise(prepared, options);
}
