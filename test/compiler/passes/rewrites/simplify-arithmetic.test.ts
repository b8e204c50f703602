import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Value } from '../../../../src/compiler/graph/graph.ts';
import type { Op } from '../../../../src/compiler/graph/op.ts';
import { printGraph } from '../../../../src/compiler/graph/print.ts';
import { scalar } from '../../../../src/compiler/ops/_scalar.ts';
import { add } from '../../../../src/compiler/ops/add.ts';
import { constant } from '../../../../src/compiler/ops/constant.ts';
import { divide } from '../../../../src/compiler/ops/divide.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { negate } from '../../../../src/compiler/ops/negate.ts';
import { subtract } from '../../../../src/compiler/ops/subtract.ts';
import { simplifyArithmetic } from '../../../../src/compiler/passes/rewrites/simplify-arithmetic.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('chains of factors become one, adding a negative subtracts', () => {
  const scaled = g.call(multiply, [g.call(multiply, [x('a', 'B', 4), scalar(g, 0.5)]), scalar(g, 2)]);
  const before = graph({ y: g.call(add, [scaled, g.call(negate, [x('b', 'B', 4)])]) });
  checkRewrite(
    simplifyArithmetic,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[] = constant(values=[0.5])
      %2: f32[B, 4] = multiply(%0, %1)
      %3: f32[] = constant(values=[2])
      %4: f32[B, 4] = multiply(%2, %3)
      %5: f32[B, 4] = input(name="b", shape=["B",4])
      %6: f32[B, 4] = negate(%5)
      %7: f32[B, 4] = add(%4, %6)
      output y = %7
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[] = constant(values=[1])
      %2: f32[B, 4] = multiply(%0, %1)
      %3: f32[B, 4] = input(name="b", shape=["B",4])
      %4: f32[B, 4] = subtract(%2, %3)
      output y = %4
    `,
  );
});

test('ones, zeros and double signs go away', () => {
  const a = x('a', 'B');
  const idle: [Op, Value[]][] = [
    [multiply, [a, scalar(g, 1)]],
    [multiply, [scalar(g, 1), a]],
    [divide, [a, scalar(g, 1)]],
    [add, [a, scalar(g, 0)]],
    [add, [scalar(g, 0), a]],
    [subtract, [a, scalar(g, 0)]],
    [negate, [g.call(negate, [a])]],
  ];
  for (const [op, inputs] of idle) {
    const after = simplifyArithmetic.apply(graph({ y: g.call(op, inputs) }));
    assert.is(printGraph(after), '%0: f32[B] = input(name="a", shape=["B"])\noutput y = %0\n', op.name);
  }
});

test('a one that widens the other operand stays', () => {
  const ones = g.call(constant, [], { shape: [3, 1], values: [1, 1, 1] });
  checkUntouched(simplifyArithmetic, graph({ y: g.call(multiply, [x('a', 4), ones]) }));
});

test.run();
