import { Builder } from '../../graph/builder.ts';
import { type Dimension, isSameShape } from '../../graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../graph/graph.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { reshape } from '../../ops/reshape.ts';
import { isFrom, type Rewrite } from './_rewrite.ts';

export const scaledRows: Rewrite = {
  name: 'scaledRows',
  reason:
    'A masked mean of embeddings sends every token of a sample one row times a number: [B, D] leaves the graph and not [B, T, D].',
  apply: (graph): Graph => {
    const outputs = new Map<string, Value>();
    for (const [name, value] of graph.outputs) {
      const parts = name.startsWith('rows/') ? partsOf(value, graph.outputs.get(name.replace('rows/', 'ids/'))) : null;
      if (parts === null) outputs.set(name, value);
      else outputs.set(name.replace('rows/', 'scaled-rows/'), parts.rows).set(name.replace('rows/', 'scale/'), parts.scale);
    }
    return outputs.size === graph.outputs.size ? graph : graphOf(outputs);
  },
};

/** Rows that are `weights [B, 1, T]' times row [B, 1, D]`: the gradient of `weights times x [B, T, D]`, behind reshapes or none. */
function partsOf(value: Value, ids: Value | undefined): { rows: Value; scale: Value } | null {
  const source = isFrom(value, reshape) ? (value.node.inputs[0] as Value) : value;
  if (ids === undefined || ids.shape.length !== 2 || !isFrom(source, matMul)) return null;
  const { transposeA, transposeB } = source.node.attributes;
  const [weights, row] = source.node.inputs as readonly [Value, Value];
  const [batch, length] = ids.shape as readonly [Dimension, Dimension];
  const width = source.shape[2] as Dimension;
  const isScaled = transposeA === true && transposeB === false && isSameShape(source.shape, [batch, length, width]);
  if (!isScaled || !isSameShape(weights.shape, [batch, 1, length]) || !isSameShape(row.shape, [batch, 1, width])) return null;
  const g = new Builder(source.node.scope);
  return {
    rows: g.call(reshape, [row], { shape: [batch, width] }),
    scale: g.call(reshape, [weights], { shape: [batch, length] }),
  };
}
