import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ops } from '../../../src/compiler/ops/index.generated.ts';
import { cases } from './_cases.ts';
import { checkGradient, checkShapes, titleOf } from './_harness.ts';

for (const each of cases) {
  test(`shapes: ${titleOf(each)}`, () => checkShapes(each));
  test(`gradient: ${titleOf(each)}`, () => checkGradient(each));
}

test('every op but the input has a case', () => {
  const tried = new Set(cases.map(({ op }) => op.name));
  assert.equal(
    ops.map(({ name }) => name).filter((name) => name !== 'input' && !tried.has(name)),
    [],
  );
});

test.run();
