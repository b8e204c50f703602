import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openDiary, told } from './_diary.ts';
import { commandPath, emoc, startEmoc } from './_emoc.ts';

const test = suite('bad input: runs and output');
const { folder: cwd, attempt } = await openDiary();

/** What a command says; it must say it once and exit with 1. */
async function refusal(code: string, ...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await attempt({}, words);
  assert.is(exitCode, 1, stdout + stderr);
  assert.equal(stderr.match(/^(?:error|warning)\[[EW]\d+\]/gm), [`error[${code}]`], stderr);
  return told(stderr, cwd);
}

test('a new run where something is already', async () => {
  const run = await refusal('E0931', 'train', 'diary.emo', '--run', 'earlier');
  assert.match(run, '`earlier` holds a run; a new run needs a new or empty folder');
  assert.match(
    run,
    '= help: go on with the run in it: `emoc train --resume --run earlier`\n  = help: name another folder with --run',
  );
  const folder = await refusal('E0931', 'train', 'diary.emo', '--run', 'wav');
  assert.match(folder, '`wav` is not empty;');
  assert.not.match(folder, '--resume');
  assert.match(await refusal('E0931', 'train', 'diary.emo', '--run', 'words.txt'), '`words.txt` is a file;');
});

test('a run that is none, or has another name', async () => {
  assert.match(await refusal('E0938', 'evaluate', 'wav'), 'there is no run in `wav`: it has no lock.json');
  assert.match(await refusal('E0938', 'evaluate', 'words.txt'), 'there is no run in `words.txt`: it is a file');
  assert.match(
    await refusal('E0938', 'evaluate', 'earlir'),
    '`earlir`: it does not exist\n  ┌─ earlir\n  = help: did you mean `earlier`?',
  );
  assert.match(await refusal('E0938', 'evaluate', '.'), '= help: runs in it: `earlier`');
  assert.match(await refusal('E0938', 'export', 'earlir', '--to', 'onnx'), 'did you mean `earlier`?');
});

test('a run to go on with that is none', async () => {
  assert.match(
    await refusal('E0932', 'train', '--resume', '--run', 'earlir'),
    'in `earlir`\n  ┌─ earlir\n  = help: did you mean `earlier`?',
  );
  assert.match(await refusal('E0932', 'train', '--resume', '--run', '.'), '= help: runs in it: `earlier`');
  assert.match(await refusal('E0932', 'train', '--resume'), '= help: name the spec, or the folder of the run with --run;');
});

test('a data root that is none', async () => {
  for (const root of ['nowhere', 'words.txt']) {
    const said = await refusal('E0601', 'train', 'diary.emo', '--run', 'new', '--data', root);
    assert.match(said, `= help: the data root \`HERE/${root}\` is no folder; change it with --data, EMOC_DATA or emoc.yaml`);
  }
});

test('checkpoints that are empty, cut off, of another spec or of another version', async () => {
  const run = join(cwd, 'copy');
  cpSync(join(cwd, 'earlier'), run, { recursive: true });
  const other = await emoc(['train', 'diary.emo', '--run', 'other', '--set', 'look.dense.width=5', '--threads', '1'], { cwd });
  assert.is(other.exitCode, 0, other.stderr);
  const whole = readFileSync(join(run, 'checkpoints/best.safetensors'));
  const versioned = whole.toString('latin1').replace('"format_version":"1"', '"format_version":"9"');
  const damages: [string, string | Buffer, string][] = [
    ['E0901', '', 'is not a whole safetensors file: it is empty'],
    ['E0901', whole.subarray(0, 2000), 'is not a whole safetensors file: its header claims'],
    ['E0912', readFileSync(join(cwd, 'other/checkpoints/best.safetensors')), 'belongs to another spec than the run'],
    ['E0911', Buffer.from(versioned, 'latin1'), 'expected format version 1, found 9'],
  ];
  for (const [code, content, message] of damages) {
    for (const [kind, ...words] of [
      ['best', 'evaluate', 'copy'],
      ['last', 'train', '--resume', '--run', 'copy'],
    ] as const) {
      const path = join(run, `checkpoints/${kind}.safetensors`);
      writeFileSync(path, content);
      const said = await refusal(code, ...words);
      assert.match(said, `\`copy/checkpoints/${kind}.safetensors\` `);
      assert.match(said, message);
      assert.match(said, '  = help: ');
      writeFileSync(path, whole);
    }
  }
});

/** A disk of its own in the project's folder; `null` where that is not allowed here. */
function mountDisk(name: string, option: string): { readonly unmount: () => void } | null {
  const path = join(cwd, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', option, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    console.log('skipped: a disk cannot be mounted here');
    return null;
  }
  return { unmount: () => execFileSync('umount', ['-l', path]) };
}

test('a disk that is full before the first step: nothing is left, and the same command works when there is space', async () => {
  const disk = mountDisk('small', 'size=40k');
  if (disk === null) return;
  try {
    const words = ['train', 'diary.emo', '--run', 'small/run', '--threads', '1'];
    const said = await refusal('E0902', ...words);
    assert.match(said, /`small\/run\/lock\.json` was not written: no space left \(\d+ bytes needed\)/);
    assert.equal(readdirSync(join(cwd, 'small')), []);
    execFileSync('mount', ['-o', 'remount,size=4m', join(cwd, 'small')]);
    const again = await emoc(words, { cwd });
    assert.is(again.exitCode, 0, again.stderr);
  } finally {
    disk.unmount();
  }
});

test('a disk that may not be written', async () => {
  const disk = mountDisk('fixed', 'ro');
  if (disk === null) return;
  try {
    const said = await refusal('E0903', 'train', 'diary.emo', '--run', 'fixed/a/b');
    assert.match(said, '`fixed/a/b` was not written: EROFS: read-only file system');
    assert.match(said, '= help: name a folder on a disk that may be written');
  } finally {
    disk.unmount();
  }
});

test('a cache without space is a warning, and the run goes on', async () => {
  rmSync(join(cwd, '.emoc'), { recursive: true });
  const disk = mountDisk('.emoc', 'size=8k');
  if (disk === null) return;
  try {
    const { exitCode, stderr } = await attempt({}, ['train', 'diary.emo', '--run', 'uncached', '--threads', '1']);
    assert.is(exitCode, 0);
    assert.equal(told(stderr, cwd).trimEnd().split('\n'), [
      'warning[W0653]: the feature cache `HERE/.emoc/cache` cannot be written: no space left; features are kept in memory only',
      '  ┌─ HERE/.emoc/cache',
      '  = help: free some space on its disk, or make it writable; the run goes on as it is',
    ]);
  } finally {
    disk.unmount();
  }
});

const bash = (line: string) =>
  execa('bash', ['-c', line], { cwd, reject: false, env: { EMOC: commandPath, NODE: process.execPath, EMOC_DATA: '' } });

test('files that may not grow further', async () => {
  if (process.platform === 'win32') return;
  const { exitCode, stderr } = await bash('ulimit -f 8; "$NODE" "$EMOC" train diary.emo --run limited --threads 1');
  assert.is(exitCode, 1);
  assert.match(stderr, /E0903.*`limited\/plan\.json` was not written: EFBIG/);
  assert.match(stderr, '= help: allow larger files (`ulimit -f unlimited`), or name a folder on another disk');
  assert.not(existsSync(join(cwd, 'limited')));
});

test('standard output that takes nothing: a run is done all the same, and the command has failed', async () => {
  if (!existsSync('/dev/full')) return;
  const lost = /^error\[E1073\]: standard output was not written to its end: ENOSPC: no space left on device$/m;
  const plan = await bash('"$NODE" "$EMOC" plan diary.emo >/dev/full');
  assert.is(plan.exitCode, 1);
  assert.match(plan.stderr, lost);
  const train = await bash('"$NODE" "$EMOC" train diary.emo --run unprinted --threads 1 >/dev/full');
  assert.is(train.exitCode, 1);
  assert.match(train.stderr, lost);
  assert.ok(existsSync(join(cwd, 'unprinted/metrics.json')));
});

test('a reader of standard output that goes away at once', async () => {
  const { exitCode, stdout, stderr } = await bash(
    'set -o pipefail; "$NODE" "$EMOC" train diary.emo --run piped --threads 1 | head -1',
  );
  assert.is(exitCode, 0);
  assert.is(stdout.split('\n').length, 1);
  assert.is(stderr, '');
  assert.ok(existsSync(join(cwd, 'piped/metrics.json')));
});

test('a second Ctrl-C says how to go on', async () => {
  const child = startEmoc(['train', 'diary.emo', '--run', 'twice', '--epochs', '100000', '--threads', '1'], { cwd });
  await new Promise<void>((done) => child.stdout?.on('data', (text: Buffer) => /^epoch/m.test(text.toString()) && done()));
  process.kill(child.pid as number, 'SIGINT');
  process.kill(child.pid as number, 'SIGTERM');
  const { exitCode, stdout, stderr } = await child;
  assert.ok(exitCode === 130 || exitCode === 143);
  if (/^stopped after/m.test(stdout)) return; // It was faster than the second signal.
  assert.match(String(stderr), 'ended at once; what was saved before is whole; go on with: emoc train --resume --run twice');
});

test('a warning is shown with the line of the spec that it is about', async () => {
  const damage = { 'clips.csv': readFileSync(join(cwd, 'clips.csv'), 'utf8').replaceAll(/\w+ day/g, 'fine day') };
  const { exitCode, stderr } = await attempt(damage, ['train', 'diary.emo', '--run', 'warned', '--threads', '1']);
  assert.is(exitCode, 0);
  assert.match(stderr, /^warning\[W0650\].*\n {2}┌─ diary\.emo:18:3\n18│ {3}split /m);
});

test.run();
