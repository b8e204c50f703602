import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { killAndResume, killProject } from './_kill.ts';

const test = suite('a run that is killed');

test('goes on with --resume to the same bytes, wherever it was killed', async () => {
  const project = await killProject(60);
  let killed = 0;
  for (let seed = 1; killed < 2; seed += 1) {
    assert.ok(seed < 10, 'the runs are done before they can be killed');
    if ((await killAndResume(project, seed)) === 'killed') killed += 1;
  }
});

test.run();
