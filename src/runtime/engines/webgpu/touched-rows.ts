import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../compiler/graph/graph.ts';
import { sizeOf, tensor } from '../../../compiler/graph/tensor.ts';
import { evaluate } from '../../../compiler/passes/evaluate.ts';
import type { Batch } from '../engine.ts';

/** The ids of a table's tokens in a batch, which the host knows before the step. */
export type IdsOf = (batch: Batch) => Int32Array;

/** How the ids of a table's gradient come out of a batch: mostly they are a field of it, sometimes several joined. */
export function idsReader(training: Graph, table: string): IdsOf {
  const ids = training.outputs.get(`ids/${table}`) as Value;
  const { op, attributes } = ids.node;
  if (op.name === 'input') {
    const name = attributes.name as string;
    return ({ fields }) => fields.get(name) as Int32Array;
  }
  const graph = graphOf(new Map([['ids', ids]]));
  return ({ fields, bindings }) => {
    const inputs = graph.nodes.filter((node) => node.op.name === 'input').flatMap(({ outputs }) => outputs);
    const tensors = inputs.map(({ node, shape }) => {
      const name = node.attributes.name as string;
      return [name, tensor(resolveShape(shape, bindings), fields.get(name) as Int32Array)] as const;
    });
    return evaluate(graph, { inputs: new Map(tensors), bindings }).get('ids')?.data as Int32Array;
  };
}

/** How many tokens of a table a batch of these sizes has. */
export const tokenCount = (training: Graph, table: string, bindings: Bindings): number =>
  sizeOf(resolveShape((training.outputs.get(`ids/${table}`) as Value).shape, bindings));

/** Id of padding, which has no gradient. */
const padding = 0;

/** Where the tokens of each id are, for shaders that sum by id: every array is written from its start. */
export interface TouchedRows {
  /** The number of distinct ids, then the ids in the order in which they are first met. */
  readonly touched: Uint32Array;
  /** Where the tokens of the k-th id start in `tokens`, and behind the last where they end. */
  readonly starts: Uint32Array;
  readonly tokens: Uint32Array;
}

/**
 * Sorts the tokens of a batch by id, in the order in which the ids are first met, tokens of one id in their own order: so sums are the same
 * every time. `marks` has a place for every id, all zero before and after. An id outside the table throws.
 */
export function sortTokens(
  ids: Int32Array,
  vocabulary: number,
  marks: Uint32Array,
  { touched, starts, tokens }: TouchedRows,
): void {
  let found = 0;
  for (const id of ids) {
    if (id < 0 || id >= vocabulary) throw new Error(`a row id is outside 0..${vocabulary - 1} (a bug of emoc)`);
    if (id === padding) continue;
    if (marks[id] === 0) {
      found += 1;
      marks[id] = found;
      touched[found] = id;
      starts[found] = 0;
    }
    // For now, behind the place of the id: how many tokens it has.
    const place = marks[id] as number;
    starts[place] = (starts[place] as number) + 1;
  }
  touched[0] = found;
  starts[0] = 0;
  for (let place = 1; place <= found; place += 1) starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  // From the last token to the first, every id's end moves down to its start.
  for (let token = ids.length - 1; token >= 0; token -= 1) {
    const id = ids[token] as number;
    if (id === padding) continue;
    const place = marks[id] as number;
    const at = (starts[place] as number) - 1;
    starts[place] = at;
    tokens[at] = token;
  }
  // Now `starts[place]` is the start of the id at `place - 1`.
  const total = ids.length - countOf(ids, padding);
  for (let place = 0; place < found; place += 1) starts[place] = starts[place + 1] as number;
  starts[found] = total;
  for (let place = 1; place <= found; place += 1) marks[touched[place] as number] = 0;
}

const countOf = (ids: Int32Array, wanted: number): number => ids.reduce((count, id) => count + Number(id === wanted), 0);
