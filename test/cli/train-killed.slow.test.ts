import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { killAndResume, killProject } from './_kill.ts';

const test = suite('a run that is killed at twenty moments');

test('nothing is lost, no file is half-written, and the end is the same to the byte', async () => {
  const project = await killProject(150);
  let killed = 0;
  // On a machine that has other work, too, a run may be done before its moment comes: then it does not count.
  for (let seed = 100; killed < 20; seed += 1) {
    assert.ok(seed < 160, `only ${killed} of 60 runs were killed before they were done`);
    if ((await killAndResume(project, seed)) === 'killed') killed += 1;
  }
});

test.run();
