import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../src/compiler/compile.ts';
import { compileProgram } from '../../src/compiler/compile-program.ts';
import { diffPlans } from '../../src/compiler/diff/diff-plans.ts';
import { printDiff } from '../../src/compiler/diff/print-diff.ts';
import { planOf } from '../../src/compiler/plan/plan.ts';

const test = suite('what the guide to reviews shows');

const page = readFileSync('docs/review.md', 'utf8');
const before = readFileSync('examples/quickstart.emo', 'utf8');
const fusion = before.indexOf('fusion fused');
const after =
  before.slice(0, fusion) +
  before.slice(fusion).replace('dense(32, relu)', 'dense(64, relu)\n  dropout(20%)').replace('batch     = 32', 'batch     = 64');

const side = (name: string, text: string) => {
  const { value: spec } = analyse({ file: name, text });
  if (spec === null) throw new Error(`${name} has mistakes`);
  const program = compileProgram(spec);
  return { name, program, plan: planOf(spec, program) };
};

test('the comparison of the page is that of the specs it speaks of', () => {
  const diff = diffPlans(side('main:specs/quickstart.emo', before), side('specs/quickstart.emo', after), false);
  assert.ok(page.includes(`\`\`\`text\n${printDiff(diff, { isWhole: false })}\n\`\`\``), printDiff(diff, { isWhole: false }));
  // The table with signs has the same rows and more; its costs are those of the data.
  const table = printDiff(diff, { isWhole: true }).split('\n\n').slice(1, 3).join('\n\n');
  const rows = table.split('\n').filter((line) => /^ *[~+-] /.test(line) && !line.includes('encoder words'));
  for (const row of rows) assert.ok(page.includes(row), row);
});

test.run();
