import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planJson } from '../../../src/compiler/plan/plan-json.ts';
import { printPlan } from '../../../src/compiler/plan/print-plan.ts';
import { samples } from './_plans.ts';

const test = suite('printed plans');

// UPDATE=1 writes what is printed now; the difference is reviewed like code.
const isUpdate = process.env.UPDATE === '1';

for (const { name, planned, pathOf } of samples()) {
  const check = (file: string, text: string): void => {
    if (isUpdate) writeFileSync(pathOf(file), text);
    assert.fixture(text, existsSync(pathOf(file)) ? readFileSync(pathOf(file), 'utf8') : '');
  };

  test(`${name}: plan.txt`, () => check('plan.txt', `${printPlan(planned.plan)}\n`));

  // As data only where the folder asks for it: the text shows the same numbers.
  if (existsSync(pathOf('plan-json.txt'))) {
    test(`${name}: plan-json.txt`, () => check('plan-json.txt', `${JSON.stringify(planJson(planned.plan), null, 2)}\n`));
  }

  test(`${name}: tables have at most 120 columns`, () => {
    const lines = printPlan(planned.plan).split('\n').slice(0, -1);
    for (const line of lines) assert.ok(line.length <= 120, line);
    for (const line of lines) assert.is(line, line.trimEnd());
  });
}

test.run();
