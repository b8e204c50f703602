import { type Dimension, product, quotient, symbolsOf } from '../../graph/dimension.ts';
import { sourceOf } from '../../graph/size-source.ts';
import type { GraphWriter, WrittenNode } from './graph-writer.ts';
import type { SizeInput } from './shape-vectors.ts';

/**
 * Nodes that compute what a model would otherwise ask for as tiny inputs, under the names of these inputs: from `Shape` of an input that has
 * the dimension.
 */
export function writeSizes(
  writer: GraphWriter,
  sizes: readonly SizeInput[],
  inputs: readonly { readonly name: string; readonly shape: readonly Dimension[] }[],
): readonly WrittenNode[] {
  const nodes: WrittenNode[] = [];
  const results = inputs.map(({ name, shape }) => ({ result: name, shape }));
  const add = (type: string, from: readonly string[], attributes: WrittenNode['attributes'] = {}, name?: string): string => {
    const output = name ?? writer.fresh(`size/${type}`);
    nodes.push({ name: writer.fresh(`size/nodes/${type}`), type, inputs: from, outputs: [output], attributes });
    return output;
  };
  const known = new Map<string, string>();
  const ofSymbol = (symbol: string): string => {
    const made = known.get(symbol);
    if (made !== undefined) return made;
    const source = sourceOf(symbol, results);
    if (source === null) throw new Error(`no input tells the size ${symbol} (a bug of emoc)`);
    const { input, axis, times } = source;
    const size = add('Shape', [input], { start: axis, end: axis + 1 });
    const single = times === 1 ? size : add('Div', [size, writer.longs([times])]);
    known.set(symbol, single);
    return single;
  };
  const ofDimension = (dimension: Dimension): string => {
    if (typeof dimension === 'number') return writer.longs([dimension]);
    const symbols = symbolsOf(dimension);
    const times = quotient(dimension, product(symbols)) as number;
    const factors = [...symbols.map(ofSymbol), ...(times === 1 ? [] : [writer.longs([times])])];
    return factors.reduce((whole, factor) => add('Mul', [whole, factor]));
  };
  for (const { name, dtype, dimensions } of sizes) {
    const parts = dimensions.map(ofDimension);
    if (dtype === 'i64') add('Concat', parts, { axis: 0 }, name);
    else add('Squeeze', [add('Cast', parts, { to: floatType })], {}, name);
  }
  return nodes;
}

/** ONNX's number for `float`. */
const floatType = 1;
