import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emoc, signalGroup, startEmoc } from './_emoc.ts';
import { killProject } from './_kill.ts';
import { assertNothingHalfWritten, assertSameRun } from './_runs.ts';

const test = suite('a run that is interrupted');
const project = await killProject(80);
const cwd = project.folder;
const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Starts a run and waits until it has trained for some epochs. */
async function startAndTrain(run: string, epochs = 3) {
  const child = startEmoc(['train', project.spec, '--run', run], { cwd });
  let seen = 0;
  await new Promise<void>((done) => {
    child.stdout?.on('data', (text: Buffer) => {
      seen += text
        .toString()
        .split('\n')
        .filter((line) => line.startsWith('epoch ')).length;
      if (seen >= epochs) done();
    });
    void child.then(() => done());
  });
  // A child is a promise, too: returned alone it would be waited for.
  return { child };
}

async function resumeAndCompare(run: string): Promise<void> {
  const { exitCode, stderr } = await emoc(['train', '--resume', '--run', run], { cwd });
  assert.is(exitCode, 0, stderr);
  assertSameRun(join(cwd, run), project.reference, run);
}

test('Ctrl-C finishes the batch, saves and says how to go on', async () => {
  const { child } = await startAndTrain('once');
  signalGroup(child.pid, 'SIGINT');
  const { exitCode, stdout } = await child;
  assert.is(exitCode, 130);
  assert.match(stdout, /stopped after step \d+ .*emoc train --resume --run once$/m);
  assertNothingHalfWritten(join(cwd, 'once'));
  assert.not(existsSync(join(cwd, 'once', '.owner')));
  await resumeAndCompare('once');
});

test('a second Ctrl-C ends it at once', async () => {
  const { child } = await startAndTrain('twice');
  signalGroup(child.pid, 'SIGINT');
  await wait(1);
  signalGroup(child.pid, 'SIGINT');
  const { exitCode } = await child;
  assert.is(exitCode, 130);
  assertNothingHalfWritten(join(cwd, 'twice'));
  await resumeAndCompare('twice');
});

test('SIGTERM does as Ctrl-C does', async () => {
  const { child } = await startAndTrain('terminated');
  child.kill('SIGTERM');
  const { exitCode, stdout } = await child;
  assert.is(exitCode, 143);
  assert.match(stdout, /stopped after step/);
  await resumeAndCompare('terminated');
});

test('a stop before the first step leaves nothing behind', async () => {
  const child = startEmoc(['train', project.spec, '--run', 'early'], { cwd });
  await wait(120);
  signalGroup(child.pid, 'SIGINT');
  const { exitCode, stdout } = await child;
  // Where the machine is slow the command has not begun to listen.
  assert.ok(exitCode === 130 || exitCode === undefined);
  if (!/stopped after step/.test(stdout)) assert.not(existsSync(join(cwd, 'early', 'lock.json')));
});

test('a parent that is killed does not leave a process that trains on', async () => {
  const { child } = await startAndTrain('orphan');
  process.kill(child.pid as number, 'SIGKILL');
  await child;
  const owner = join(cwd, 'orphan', '.owner');
  for (let waited = 0; existsSync(owner) && waited < 100; waited += 1) await wait(50);
  assert.not(existsSync(owner), 'the training process is still there after five seconds');
  await resumeAndCompare('orphan');
});

test('when nobody reads standard output any more, training goes on to its end', async () => {
  const { child } = await startAndTrain('unread', 1);
  child.stdout?.destroy();
  const { exitCode, stderr } = await child;
  assert.is(exitCode, 0, String(stderr));
  assertSameRun(join(cwd, 'unread'), project.reference, 'unread');
});

test('a run folder is never overwritten, and only continued with its own spec', async () => {
  const before = readFileSync(join(project.reference, 'lock.json'));
  const again = await emoc(['train', project.spec, '--run', 'whole'], { cwd });
  assert.is(again.exitCode, 1);
  assert.match(again.stderr, /E0931.*`whole` holds a run/);
  const other = await emoc(['train', project.spec, '--run', 'whole', '--resume', '--epochs', '90'], { cwd });
  assert.is(other.exitCode, 1);
  assert.match(other.stderr, /E0936/);
  assert.ok(readFileSync(join(project.reference, 'lock.json')).equals(before));
  const done = await emoc(['train', '--run', 'whole', '--resume'], { cwd });
  assert.is(done.exitCode, 0, done.stderr);
});

test.run();
