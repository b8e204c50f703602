import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isCudaThere } from '../runtime/engines/_cuda.ts';
import { killAndResume, killProject } from './_kill.ts';

if (await isCudaThere()) {
  test('a run on cuda that is killed in the middle of its calls of many steps ends the same to the byte', async () => {
    const project = await killProject(100, ['--engine', 'cuda', '--device', 'cpu', '--threads', '1']);
    let killed = 0;
    for (let seed = 100; killed < 4; seed += 1) {
      assert.ok(seed < 112, `only ${killed} of 12 runs were killed before they were done`);
      if ((await killAndResume(project, seed)) === 'killed') killed += 1;
    }
  });
}

test.run();
