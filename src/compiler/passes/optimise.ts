import type { Graph } from '../graph/graph.ts';
import { verify } from '../graph/verify.ts';
import type { Rewrite } from './rewrites/_rewrite.ts';
import { cancelMoves } from './rewrites/cancel-moves.ts';
import { dropBroadcasts } from './rewrites/drop-broadcasts.ts';
import { foldConstants } from './rewrites/fold-constants.ts';
import { fuseBias } from './rewrites/fuse-bias.ts';
import { scaledRows } from './rewrites/scaled-rows.ts';
import { shareEqualValues } from './rewrites/share-equal-values.ts';
import { simplifyArithmetic } from './rewrites/simplify-arithmetic.ts';
import { sinkTransposeIntoReduce } from './rewrites/sink-transpose-into-reduce.ts';
import { sumBeforeCut } from './rewrites/sum-before-cut.ts';
import { sumBeforeUnpooling } from './rewrites/sum-before-unpooling.ts';

/**
 * What makes a graph better, in the order in which it is tried.
 *
 * Two things are no rewrites because they hold by construction. Nodes that nobody reads are never part of a graph: `graphOf` collects what
 * the outputs need. And memory is reused by the engine, whose planner sees the kernels' own buffers; a graph only says what depends on what.
 */
export const rewrites = [
  foldConstants, // first: the others look for numbers
  simplifyArithmetic,
  cancelMoves,
  dropBroadcasts,
  sinkTransposeIntoReduce, // leaves a smaller transpose that may cancel in the next round
  sumBeforeUnpooling,
  sumBeforeCut,
  shareEqualValues, // after the ones above have made equal things look equal
  fuseBias, // after sharing, or a shared product would be computed twice
  scaledRows, // reads the outputs' names, so it cannot be undone by what comes before
] as const satisfies readonly Rewrite[];

/** More than any graph needs: the rewrites shrink graphs, so a graph that still changes means that two of them undo each other. */
const mostRounds = 50;

/** Applies every rewrite until none finds anything to do. With `verify` the graph is checked after each. */
export function optimise(graph: Graph, { verify: isVerified }: { readonly verify: boolean }): Graph {
  let current = graph;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = current;
    for (const rewrite of rewrites) {
      const next = rewrite.apply(current);
      if (isVerified && next !== current) verify(next, rewrite.name);
      current = next;
    }
    if (current === before) return current;
  }
  throw new Error(`the rewrites do not come to rest in ${mostRounds} rounds (a bug of emoc)`);
}
