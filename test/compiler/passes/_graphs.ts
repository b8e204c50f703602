import * as assert from 'uvu/assert';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import { type Bindings, type Dimension, resolveShape } from '../../../src/compiler/graph/dimension.ts';
import { type Graph, graphOf, type Value } from '../../../src/compiler/graph/graph.ts';
import { printGraph } from '../../../src/compiler/graph/print.ts';
import { sizeOf, type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { threefry } from '../../../src/compiler/graph/threefry.ts';
import { verify } from '../../../src/compiler/graph/verify.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { evaluate } from '../../../src/compiler/passes/evaluate.ts';
import type { Rewrite } from '../../../src/compiler/passes/rewrites/_rewrite.ts';

export const g = new Builder();
export const bindings: Bindings = { B: 3, T: 5, S: 4, V: 7 };

export const x = (name: string, ...shape: Dimension[]): Value => g.call(input, [], { name, shape });
export const ids = (name: string, ...shape: Dimension[]): Value => g.call(input, [], { name, shape, dtype: 'i32' });
export const graph = (outputs: Record<string, Value>): Graph => graphOf(new Map(Object.entries(outputs)));

/** Numbers for every input of a graph: uniform in [-1, 1), or ids below 5. */
export function tensorsFor({ nodes }: Graph): Map<string, Tensor> {
  const inputs = nodes.filter(({ op }) => op.name === input.name);
  return new Map(
    inputs.map(({ attributes: { name }, outputs: [value] }) => {
      const shape = resolveShape(value!.shape, bindings);
      const stream = [...(name as string)].reduce((total, letter) => 31 * total + letter.charCodeAt(0), 7);
      const draws = Array.from({ length: sizeOf(shape) }, (_, element) => threefry(1, stream, 0, element) / 2 ** 32);
      const data =
        value!.dtype === 'i32'
          ? Int32Array.from(draws, (draw) => Math.floor(5 * draw))
          : Float64Array.from(draws, (draw) => 2 * draw - 1);
      return [name as string, tensor(shape, data)] as const;
    }),
  );
}

export const run = (tried: Graph): Map<string, Tensor> => evaluate(tried, { inputs: tensorsFor(tried), bindings });

export function isClose(found: Tensor | undefined, expected: Tensor | undefined, tolerance = 1e-12): void {
  assert.equal(found?.shape, expected?.shape);
  for (const [place, value] of (expected as Tensor).data.entries())
    assert.ok(Math.abs((found?.data[place] as number) - value) <= tolerance * Math.max(1, Math.abs(value)), `[${place}]`);
}

const lines = (text: string): string => `${text.trim().replace(/\n +/g, '\n')}\n`;

/** The graph before and after as text, a valid graph after, and equal results. */
export function checkRewrite(rewrite: Rewrite, before: Graph, beforeText: string, afterText: string): void {
  assert.fixture(printGraph(before), lines(beforeText));
  const after = rewrite.apply(before);
  assert.fixture(printGraph(after), lines(afterText));
  verify(after, rewrite.name);
  const [expected, found] = [run(before), run(after)];
  for (const [name, value] of found) if (expected.has(name)) isClose(value, expected.get(name));
}

/** A graph that a rule must leave as it is. */
export const checkUntouched = (rewrite: Rewrite, tried: Graph): void => assert.is(rewrite.apply(tried), tried);
