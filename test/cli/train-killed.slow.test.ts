import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { killAndResume, killProject } from './_kill.ts';

const test = suite('a run that is killed at twenty moments');

test('nothing is lost, no file is half-written, and the end is the same to the byte', async () => {
  const project = await killProject(150);
  let killed = 0;
  for (let seed = 100; seed < 120; seed += 1) if ((await killAndResume(project, seed)) === 'killed') killed += 1;
  assert.ok(killed >= 18, `only ${killed} of 20 runs were killed before they were done`);
});

test.run();
