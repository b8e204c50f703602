import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emoc, startEmoc } from './_emoc.ts';
import { smallProject } from './_project.ts';
import { assertNothingHalfWritten, assertSameRun } from './_runs.ts';

const test = suite('a run that cannot go on');

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

test('a loss that is not finite: the step and the head are named, the best checkpoint stays', async () => {
  const { folder: cwd } = smallProject();
  // A weight and a bias, |1 - 4 rate| = 1.4: the error grows by the same factor each step, past what a 32-bit float holds.
  const rows = Array.from({ length: 100 }, () => '1,3').join('\n');
  writeFileSync(join(cwd, 'ones.csv'), `x,y\n${rows}\n`);
  const spec = `emo 1
experiment diverging { seed = 1 }
dataset ones {
  read csv("ones.csv")
  vec    x = columns(0..0)
  number y = column(y)
  split  80% / 20% / 0%
}
encoder one from ones.x { }
head y from one { regress(ones.y) }
loss = mse(y)
train { optimizer = sgd(0.6)  batch = 4  epochs = 60 }
`;
  writeFileSync(join(cwd, 'ones.emo'), spec);
  const { exitCode, stdout, stderr } = await emoc(['train', 'ones.emo', '--run', 'ones'], { cwd });
  assert.is(exitCode, 1, stdout);
  assert.match(stderr, /E0921.*step \d+ \(epoch \d+\).*head `y`.*(Infinity|NaN)/);
  assert.match(stderr, /┌─ ones\.emo:10:6\n10│ head y from one/);
  assert.match(stderr, 'help: the best weights so far are whole, in `ones/checkpoints/best.safetensors` (epoch 1)');
  assert.match(stdout, /epoch +1\/60/);
  assertNothingHalfWritten(join(cwd, 'ones'));
  assert.ok(existsSync(join(cwd, 'ones/checkpoints/best.safetensors')));
  const scored = await emoc(['evaluate', 'ones', '--split', 'validation', '--json'], { cwd });
  assert.is(scored.exitCode, 0, scored.stderr);
  assert.ok(Number.isFinite(JSON.parse(scored.stdout).metrics.y.rmse));
});

test('a disk that is full: training stops, what was saved stays, and the run can go on', async () => {
  const { folder: cwd, spec } = smallProject({ epochs: 80, rows: 1000 });
  const disk = join(cwd, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=768k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    console.log('skipped: a small disk cannot be mounted here');
    return;
  }
  try {
    const whole = await emoc(['train', spec, '--run', 'whole'], { cwd });
    assert.is(whole.exitCode, 0, whole.stderr);
    const child = startEmoc(['train', spec, '--run', 'disk/run'], { cwd });
    const last = join(disk, 'run/checkpoints/last.safetensors');
    for (let waited = 0; !existsSync(last) && waited < 200; waited += 1) await wait(20);
    const filler = join(disk, 'filler');
    try {
      writeFileSync(filler, Buffer.alloc(2 ** 20));
    } catch {
      // It is full now.
    }
    const { exitCode, stderr } = await child;
    assert.is(exitCode, 1, String(stderr));
    assert.match(String(stderr), /E0902.*no space left/);
    assertNothingHalfWritten(join(disk, 'run'));
    rmSync(filler);
    const resumed = await emoc(['train', '--resume', '--run', 'disk/run'], { cwd });
    assert.is(resumed.exitCode, 0, resumed.stderr);
    assertSameRun(join(disk, 'run'), join(cwd, 'whole'), 'after the disk was full');
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});

test('checkpoints that are damaged, of another spec or of another version are refused', async () => {
  const { folder: cwd, spec } = smallProject({ epochs: 2 });
  assert.is((await emoc(['train', spec, '--run', 'one'], { cwd })).exitCode, 0);
  assert.is((await emoc(['train', spec, '--run', 'two', '--set', 'tone.dense.width=20'], { cwd })).exitCode, 0);
  const best = join(cwd, 'one/checkpoints/best.safetensors');
  const last = join(cwd, 'one/checkpoints/last.safetensors');
  const whole = readFileSync(best);
  const refused = async (bytes: Uint8Array, code: string): Promise<void> => {
    writeFileSync(best, bytes);
    writeFileSync(last, bytes);
    for (const words of [
      ['evaluate', 'one'],
      ['train', '--resume', '--run', 'one'],
    ]) {
      const { exitCode, stderr } = await emoc(words, { cwd });
      assert.is(exitCode, 1);
      assert.match(stderr, new RegExp(code), words.join(' '));
    }
  };
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 3] = (damaged[damaged.length - 3] as number) ^ 1;
  await refused(damaged, 'E0901');
  await refused(whole.subarray(0, whole.length / 2), 'E0901');
  await refused(readFileSync(join(cwd, 'two/checkpoints/best.safetensors')), 'E0912');
  await refused(Buffer.from(whole.toString('latin1').replace('"format_version":"1"', '"format_version":"9"'), 'latin1'), 'E0911');
});

test('data that changed since the run is refused', async () => {
  const { folder: cwd, spec } = smallProject({ epochs: 2 });
  assert.is((await emoc(['train', spec, '--run', 'one'], { cwd })).exitCode, 0);
  const table = readFileSync(join(cwd, 'clips.csv'), 'utf8');
  writeFileSync(join(cwd, 'clips.csv'), table.replace('tense', 'calm'));
  const { exitCode, stderr } = await emoc(['evaluate', 'one'], { cwd });
  assert.is(exitCode, 1);
  assert.match(stderr, /E0935.*clips\.csv/);
});

test('what evaluate says is what train said', async () => {
  const { folder: cwd, spec } = smallProject({ epochs: 4 });
  const trained = await emoc(['train', spec, '--run', 'one', '--reporter', 'json'], { cwd });
  const summary = JSON.parse(trained.stdout.split('\n').at(-1) as string);
  assert.is(summary.type, 'summary');
  for (const split of ['train', 'validation', 'test']) {
    const { stdout } = await emoc(['evaluate', 'one', '--split', split, '--json'], { cwd });
    const { protocol, ...rest } = JSON.parse(stdout);
    assert.match(protocol, /^classification@1, \w+@1$/);
    assert.equal(rest, { split, metrics: summary.metrics[split] });
  }
});

test.run();
