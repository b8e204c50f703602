import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mistakes, subjects } from '../../scripts/planted-mistakes.ts';
import { scoreMistakes } from '../../scripts/score-mistakes.ts';

const test = suite('ten typical mistakes in five specs');

assert.is(mistakes.length, 10);
assert.is(subjects.length, 5);

for (const { spec, mistake, faults } of scoreMistakes())
  test(`${spec}, ${mistake}: one diagnostic, at the token, with a fix that is right`, () => assert.equal(faults, []));

test.run();
