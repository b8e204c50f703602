import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { killAndResume, killProject } from './_kill.ts';

const test = suite('a run that is killed');

test('goes on with --resume to the same bytes, wherever it was killed', async () => {
  const project = await killProject(60);
  const outcomes = [await killAndResume(project, 1), await killAndResume(project, 2)];
  assert.ok(outcomes.includes('killed'), 'every run was done before it could be killed');
});

test.run();
